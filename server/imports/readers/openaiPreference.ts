import { isMessages, turnsOfMessages } from '../messages.ts';
import { draftsOfPair } from '../pair.ts';
import { isObject, kindOf, type Reader, UnreadableRow, without } from '../reader.ts';

/** Preference pairs as OpenAI's fine-tuning takes them. */
export const openaiPreference: Reader = {
  name: 'openai-preference',
  label: 'Preference pairs, OpenAI',
  shape: '`input` with `messages`; `preferred_output` and `non_preferred_output`, messages each',
  recognises: ({ input, preferred_output, non_preferred_output }) =>
    isObject(input) && isMessages(preferred_output) && isMessages(non_preferred_output),
  read(row, { splitting }) {
    const { input } = row;
    if (!isObject(input))
      throw new UnreadableRow(`Expected \`input\` to be an object, got ${kindOf(input)}`);
    const chosen = turnsOfMessages(row['preferred_output'], 'preferred_output');
    const rejected = turnsOfMessages(row['non_preferred_output'], 'non_preferred_output');
    return draftsOfPair(turnsOfMessages(input['messages'], 'input.messages'), {
      answers: [
        { preferred: 'chosen', turns: chosen },
        { preferred: 'rejected', turns: rejected },
      ],
      meta: {
        ...without(input, 'messages'),
        ...without(row, 'input', 'preferred_output', 'non_preferred_output'),
      },
      splitting,
    });
  },
};
