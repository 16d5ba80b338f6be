import { expect, it } from 'vitest';
import { partsOf } from './outcomes.ts';

it('Outcomes are shown in one order, with shares of all that add up, and without those that there are not', () => {
  const parts = partsOf({ error: 1, correct: 6, wrong: 2, 'cut-off': 1, unanswered: 0 });
  expect(parts.map(({ name, share }) => [name, share])).toEqual([
    ['correct', 0.6],
    ['wrong', 0.2],
    ['cut-off', 0.1],
    ['error', 0.1],
  ]);
  expect(partsOf({ error: 0, correct: 0, wrong: 0, 'cut-off': 0, unanswered: 0 })).toEqual([]);
});
