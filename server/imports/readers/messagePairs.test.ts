import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('has the messages that both tell for its question', async () => {
  const drafts = await draftsOfFile('message-pairs.jsonl');
  expect(drafts.slice(0, 2)).toMatchObject([
    {
      context: [{ role: 'system', content: 'Be kind.' }],
      prompt: 'Am I late?',
      finalAnswer: 'Just a little.',
      scores: [{ criteria: 'preference', score: 1 }],
    },
    { prompt: 'Am I late?', finalAnswer: 'Yes, again.', scores: [{ score: 0 }] },
  ]);
  expect(drafts.slice(2)).toMatchObject([
    { prompt: 'Hello?', finalAnswer: 'Hello!', meta: { source: 'x' } },
    { prompt: 'Hello?', finalAnswer: 'What?' },
  ]);
});
