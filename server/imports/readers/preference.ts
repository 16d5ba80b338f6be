import { createHash } from 'node:crypto';
import { draftOf } from '../conversation.ts';
import { type Reader, without } from '../reader.ts';
import { isTurns, systemOf, turnOf, turnsOf } from './sharegpt.ts';

/** Pairs in ShareGPT's form: one conversation with an answer that was chosen and one that was rejected. */
export const preference: Reader = {
  name: 'preference',
  label: 'Preference pairs, ShareGPT',
  shape: '`conversations`, `chosen` and `rejected` of `from` and `value`',
  recognises: ({ conversations, chosen, rejected }) =>
    isTurns(conversations) && 'from' in Object(chosen) && 'from' in Object(rejected),
  read(row) {
    const asked = [...systemOf(row), ...turnsOf(row['conversations'], 'conversations')];
    const meta = without(row, 'conversations', 'chosen', 'rejected', 'system');
    const pair = createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16);
    return (['chosen', 'rejected'] as const).map((preferred) =>
      draftOf([...asked, turnOf(Object(row[preferred]), preferred)], {
        ...meta,
        preference: preferred,
        pair,
      }),
    );
  },
};
