import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('reads blocks, and what a template or a function was given as JSON', async () => {
  const [draft] = await draftsOfFile('tensorzero.jsonl');
  expect(draft).toMatchObject({
    context: [{ role: 'system', content: '{"tone":"dry"}' }],
    prompt: 'Where is Lima?',
    steps: [{ type: 'think', content: 'A city in Peru.' }],
    finalAnswer: 'In Peru.',
    meta: { function_name: 'answer', tags: { split: 'train' } },
  });
});

it('has outputs that were liked less for rejected answers', async () => {
  const [, ...drafts] = await draftsOfFile('tensorzero.jsonl');
  expect(drafts).toMatchObject([
    {
      prompt: '{"topic":"nuts"}',
      finalAnswer: '{"name":"nut"}',
      scores: [{ criteria: 'preference', score: 1 }],
    },
    { finalAnswer: 'nut', scores: [{ criteria: 'preference', score: 0 }] },
  ]);
});
