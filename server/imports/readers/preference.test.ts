import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('makes two traces whose scores make the pair again', async () => {
  const drafts = await draftsOfFile('preference.json');
  expect(drafts).toMatchObject([
    {
      prompt: 'Write a line on rain.',
      finalAnswer: 'Rain taps the roof like a patient guest.',
      scores: [{ criteria: 'preference', score: 1, label: 'chosen' }],
    },
    { finalAnswer: 'It rains.', scores: [{ criteria: 'preference', score: 0, label: 'rejected' }] },
  ]);
});
