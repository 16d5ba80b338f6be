import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';
import { processbench } from './processbench.ts';

it('scores the steps up to the first wrong one, and nothing after it', async () => {
  const [first, second] = await draftsOfFile('processbench.jsonl');
  expect(first?.steps).toHaveLength(3);
  expect(first?.scores).toEqual([
    { criteria: 'correctness', score: 1, step: 0 },
    { criteria: 'correctness', score: 0, step: 1 },
    { criteria: 'final_answer_correct', score: 0, label: 'false' },
  ]);
  expect(second?.scores).toEqual([
    { criteria: 'correctness', score: 1, step: 0 },
    { criteria: 'final_answer_correct', score: 1, label: 'true' },
  ]);
});

it('refuses a label beyond the steps', () => {
  const row = { problem: 'Q', steps: ['a'], label: 1, final_answer_correct: true };
  expect(() => processbench.read(row, { splitting: 'auto' })).toThrow(
    'Expected `label` to be the index of one of 1 steps or -1, got 1',
  );
});
