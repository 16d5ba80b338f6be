import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('makes a trace of each generation, with its verdicts as scores', async () => {
  const drafts = await draftsOfFile('openr1-math.jsonl');
  expect(drafts).toMatchObject([
    {
      prompt: 'Find all integers $x$ with $x^2 = 9$.',
      steps: [
        { type: 'think', content: 'Nine is three squared.' },
        { type: 'think', content: 'Minus three works too.' },
      ],
      finalAnswer: 'The answer is $\\boxed{\\pm 3}$.',
      expectedAnswer: '\\pm 3',
      meta: { generation: 0, finish_reasons: 'stop', is_reasoning_complete: true, uuid: '0f6c2a' },
      scores: [{ criteria: 'correctness_math_verify', score: 1, label: 'true' }],
    },
    {
      steps: [{ type: 'think', content: 'Is it three?' }],
      finalAnswer: 'Let me see whether',
      meta: { generation: 1, finish_reasons: 'length', truncated: true },
      scores: [{ criteria: 'correctness_math_verify', score: 0, label: 'false' }],
    },
  ]);
  expect(drafts[0]?.meta).not.toHaveProperty('messages');
});
