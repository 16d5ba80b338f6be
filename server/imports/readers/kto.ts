import type { JsonObject } from '../../json.ts';
import { draftOf, type SpokenTurn } from '../conversation.ts';
import { isMessages, turnsOfMessages } from '../messages.ts';
import { preferenceOf } from '../pair.ts';
import { kindOf, type Reader, UnreadableRow, without } from '../reader.ts';
import { verdictOf } from '../verdict.ts';
import { alpacaTurns } from './alpaca.ts';
import { answerNameOf, isExchange, turnsOfExchange } from './promptCompletion.ts';
import { isTurns, systemOf, turnsOf } from './sharegpt.ts';

/** KTO: answers of which each was wanted or not, in TRL's form and in those of LLaMA-Factory. */
export const kto: Reader = {
  name: 'kto',
  label: 'KTO, TRL and LLaMA-Factory',
  shape:
    '`label` or `kto_tag`, true or false; `prompt` and `completion`, or `messages`, or `conversations`, or `instruction` and `output`',
  recognises: (row) => wanted(row) !== undefined && turnsIn(row) !== undefined,
  read(row, { splitting }) {
    const isWanted = wanted(row);
    if (isWanted === undefined)
      throw new UnreadableRow(
        `Expected \`label\` or \`kto_tag\` to be true or false, got ${kindOf(row['label'] ?? row['kto_tag'])}`,
      );
    const told = turnsIn(row);
    if (!told)
      throw new UnreadableRow(
        'Expected `prompt` and `completion`, `messages`, `conversations`, or `instruction` and `output`, got none of them',
      );
    const meta = without(row, ...told.names, 'label' in row ? 'label' : 'kto_tag');
    const draft = draftOf(told.turns(), { meta, splitting });
    const preference = preferenceOf(isWanted ? 'chosen' : 'rejected');
    return [{ ...draft, scores: [...(draft.scores ?? []), preference] }];
  },
};

function wanted(row: JsonObject): boolean | undefined {
  const value = 'label' in row ? row['label'] : row['kto_tag'];
  const [verdict] = verdictOf(value, { criteria: 'preference' });
  return verdict && verdict.score === 1;
}

/** How a row tells its turns, and in which fields. */
function turnsIn(row: JsonObject): { names: string[]; turns: () => SpokenTurn[] } | undefined {
  const { messages, conversations, instruction, output } = row;
  if (isMessages(messages))
    return { names: ['messages'], turns: () => turnsOfMessages(messages, 'messages') };
  if (isTurns(conversations))
    return {
      names: ['conversations', 'system'],
      turns: () => [...systemOf(row), ...turnsOf(conversations, 'conversations')],
    };
  if (isExchange(row))
    return { names: ['prompt', answerNameOf(row), 'system'], turns: () => turnsOfExchange(row) };
  if (typeof instruction === 'string' && typeof output === 'string')
    return {
      names: ['instruction', 'input', 'output', 'system', 'history'],
      turns: () => alpacaTurns(row),
    };
  return undefined;
}
