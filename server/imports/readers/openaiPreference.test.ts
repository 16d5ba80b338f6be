import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('makes two traces whose scores make the pair again', async () => {
  const drafts = await draftsOfFile('openai-preference.jsonl');
  const prompt = 'How cold is it in San Francisco today?';
  expect(drafts).toMatchObject([
    {
      prompt,
      finalAnswer: 'Today in San Francisco it is not cold, at 16 degrees.',
      scores: [{ criteria: 'preference', score: 1, label: 'chosen' }],
      meta: { preference: 'chosen', tools: [], parallel_tool_calls: true },
    },
    {
      prompt,
      finalAnswer: 'It is not especially cold.',
      scores: [{ criteria: 'preference', score: 0, label: 'rejected' }],
    },
  ]);
  expect(new Set(drafts.map(({ meta }) => meta['pair'])).size).toBe(1);
});
