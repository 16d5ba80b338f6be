import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';
import { questions } from './questions.ts';

it('has what is expected, and its solution for steps', async () => {
  const drafts = await draftsOfFile('questions.jsonl');
  expect(drafts).toMatchObject([
    { prompt: 'What is 15 + 27?', steps: [], expectedAnswer: '42', meta: { id: 'q-1' } },
    { steps: [{ content: 'One is no prime.' }, { content: 'Two is.' }], expectedAnswer: '2' },
    { steps: [{}, {}], finalAnswer: '\\frac{5}{6}', expectedAnswer: '\\frac{5}{6}' },
  ]);
});

it('is answered by its solution where that states no answer', () => {
  const row = { problem: 'Why?', solution: 'Because.' };
  expect(questions.read(row, { splitting: 'auto' })).toEqual([
    { prompt: 'Why?', steps: [], finalAnswer: 'Because.', expectedAnswer: 'Because.', meta: {} },
  ]);
});
