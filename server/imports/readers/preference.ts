import { draftsOfPair, type Preferred } from '../pair.ts';
import { isObject, kindOf, type Reader, UnreadableRow, without } from '../reader.ts';
import { isTurns, systemOf, turnOf, turnsOf } from './sharegpt.ts';

/** Pairs in ShareGPT's form: one conversation with an answer that was chosen and one that was rejected. */
export const preference: Reader = {
  name: 'preference',
  label: 'Preference pairs, ShareGPT',
  shape: '`conversations`, `chosen` and `rejected` of `from` and `value`',
  recognises: ({ conversations, chosen, rejected }) =>
    isTurns(conversations) && isTurns([chosen]) && isTurns([rejected]),
  read(row, { splitting }) {
    const turnAt = (preferred: Preferred) => {
      const turn = row[preferred];
      if (isObject(turn)) return { preferred, turns: [turnOf(turn, preferred)] };
      throw new UnreadableRow(`Expected \`${preferred}\` to be a turn, got ${kindOf(turn)}`);
    };
    return draftsOfPair([...systemOf(row), ...turnsOf(row['conversations'], 'conversations')], {
      answers: [turnAt('chosen'), turnAt('rejected')],
      meta: without(row, 'conversations', 'chosen', 'rejected', 'system'),
      splitting,
    });
  },
};
