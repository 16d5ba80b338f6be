import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';
import { inspect } from './inspect.ts';

it('reads a sample with what was thought, expected and scored', async () => {
  const [draft] = await draftsOfFile('inspect.jsonl');
  expect(draft).toMatchObject({
    context: [{ role: 'system', content: 'Be brief.' }],
    prompt: 'What is the capital of Peru?',
    steps: [{ type: 'think', content: "Peru's capital is on the coast." }],
    finalAnswer: 'Lima',
    expectedAnswer: 'Lima',
    scores: [
      { criteria: 'match', score: 1, label: 'C', explanation: 'It is the same text.' },
      { criteria: 'style/brief', score: 1 },
      { criteria: 'style/kind', score: 0, label: 'false' },
    ],
    meta: { id: 3, epoch: 1, metadata: { level: 'easy' }, scores: { match: { answer: 'Lima' } } },
  });
  expect(draft?.meta).not.toHaveProperty('input');
});

it('reads all samples of a log, with long texts from where it keeps them', async () => {
  const [, draft] = await draftsOfFile('inspect.jsonl');
  expect(draft).toMatchObject({
    prompt: 'What is the capital of Chad?',
    finalAnswer: "It is N'Djamena, which",
    expectedAnswer: "N'Djamena",
    meta: { truncated: true, log: { eval: { task: 'capitals' } } },
    scores: [{ criteria: 'match', score: 0, label: 'I' }],
  });
});

it('says which sample of a log can not be read', () => {
  const row = { eval: {}, samples: [{ epoch: 1, input: null, target: 'x', messages: [] }] };
  expect(() => inspect.read(row, { splitting: 'auto' })).toThrow(
    'Expected `samples[0].input` to say something, got null',
  );
});
