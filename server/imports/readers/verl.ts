import { draftOf } from '../conversation.ts';
import { toText } from '../exchange.ts';
import { isMessages, turnsOfMessages } from '../messages.ts';
import { isObject, kindOf, type Reader, UnreadableRow, without } from '../reader.ts';

/** verl: a prompt whose answer is rewarded by what is expected. */
export const verl: Reader = {
  name: 'verl',
  label: 'verl',
  shape:
    '`prompt`, messages; `reward_model` with `ground_truth`; `data_source`, `ability`, `extra_info`',
  recognises: ({ prompt, reward_model }) =>
    isMessages(prompt) && isObject(reward_model) && 'ground_truth' in reward_model,
  read(row, { splitting }) {
    const { reward_model } = row;
    const truth = isObject(reward_model) ? reward_model['ground_truth'] : undefined;
    if (!isObject(reward_model) || truth == null)
      throw new UnreadableRow(`Expected \`reward_model.ground_truth\`, got ${kindOf(truth)}`);
    const expected = toText(truth);
    const asked = turnsOfMessages(row['prompt'], 'prompt');
    const turns = [...asked, { role: 'assistant' as const, content: '' }];
    const rest = without(reward_model, 'ground_truth');
    const meta = {
      ...without(row, 'prompt', 'reward_model'),
      ...(Object.keys(rest).length > 0 ? { reward_model: rest } : {}),
    };
    const draft = draftOf(turns, { meta, splitting });
    return [{ ...draft, finalAnswer: expected, expectedAnswer: expected }];
  },
};
