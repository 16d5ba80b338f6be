import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('may answer with a call, and keeps its split', async () => {
  const [draft] = await draftsOfFile('openpipe.jsonl');
  expect(draft).toMatchObject({
    prompt: 'What is the capital of Tasmania?',
    finalAnswer: '{"name":"identify_capital","arguments":"{\\"capital\\":\\"Hobart\\"}"}',
    meta: { split: 'TRAIN', tool_choice: 'auto' },
  });
});

it('has a rejected message for the other side of a pair', async () => {
  const [, ...drafts] = await draftsOfFile('openpipe.jsonl');
  expect(drafts).toMatchObject([
    { prompt: 'Hi', finalAnswer: 'Hello', scores: [{ criteria: 'preference', score: 1 }] },
    { prompt: 'Hi', finalAnswer: 'Go away', scores: [{ criteria: 'preference', score: 0 }] },
  ]);
});
