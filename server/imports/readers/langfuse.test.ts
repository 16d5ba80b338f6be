import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('reads a trace whose scores have numbers, and keeps those that are words', async () => {
  const [draft] = await draftsOfFile('langfuse.jsonl');
  expect(draft).toMatchObject({
    context: [{ role: 'system', content: 'Be brief.' }],
    prompt: 'What is 5+5?',
    finalAnswer: '10',
    scores: [
      { criteria: 'helpful', score: 1 },
      { criteria: 'stars', score: 4 },
      { criteria: 'stars', score: 5 },
    ],
    meta: { sessionId: 's1', scores: { tone: ['warm'] } },
  });
});

it('reads an observation whose input is JSON, and an item with what is expected', async () => {
  const [, observation, item] = await draftsOfFile('langfuse.jsonl');
  expect(observation).toMatchObject({ prompt: 'Name a nut.', finalAnswer: 'Almond' });
  expect(item).toMatchObject({
    prompt: 'Is a peanut a nut?',
    finalAnswer: 'No',
    expectedAnswer: 'No',
    meta: { input: { strict: true } },
  });
});

it('reads a trace that was downloaded with its observations', async () => {
  const [, , , draft] = await draftsOfFile('langfuse.jsonl');
  expect(draft).toMatchObject({
    prompt: 'Hi',
    finalAnswer: 'Hello',
    scores: [
      { criteria: 'quality', score: 0.8, explanation: 'Friendly.' },
      { criteria: 'kind', score: 2, label: 'good' },
    ],
    meta: { observations: [{ id: 'o', type: 'SPAN' }] },
  });
});
