import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('scores each answer by whether it was wanted, in all four forms', async () => {
  const drafts = await draftsOfFile('kto.jsonl');
  expect(drafts.map(({ prompt, finalAnswer, scores }) => [prompt, finalAnswer, scores])).toEqual([
    ['Hey, hello', 'hi nice to meet you', [{ criteria: 'preference', score: 1, label: 'chosen' }]],
    ['What is 2+2?', '5', [{ criteria: 'preference', score: 0, label: 'rejected' }]],
    ['Thanks', 'You are welcome.', [{ criteria: 'preference', score: 1, label: 'chosen' }]],
    ['Say yes.', 'No.', [{ criteria: 'preference', score: 0, label: 'rejected' }]],
  ]);
});
