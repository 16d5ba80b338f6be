import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';
import { trlStepwise } from './trlStepwise.ts';

it('has a score for each step', async () => {
  const [draft] = await draftsOfFile('trl-stepwise.jsonl');
  expect(draft).toMatchObject({
    steps: [{ content: 'The fractional part of 9.8 is 0.8.' }, {}, {}],
    finalAnswer: 'Hence, 9.11 > 9.8.',
    scores: [
      { criteria: 'correctness', score: 1, label: 'true', step: 0 },
      { criteria: 'correctness', score: 0, label: 'false', step: 1 },
      { criteria: 'correctness', score: 0, label: 'false', step: 2 },
    ],
  });
});

it('refuses more labels than steps', () => {
  const row = { prompt: 'Q', completions: ['a'], labels: [true, false] };
  expect(() => trlStepwise.read(row, { splitting: 'auto' })).toThrow(
    'Expected as many of `labels` as of `completions`, 1, got 2',
  );
});
