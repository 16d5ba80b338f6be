import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';
import { trlPreference } from './trlPreference.ts';

it('reads texts and messages, with a prompt or without, and what each was scored', async () => {
  const drafts = await draftsOfFile('trl-preference.jsonl');
  expect(drafts.slice(0, 2)).toMatchObject([
    {
      prompt: 'What colour is the sky?',
      steps: [{ content: 'Look up.' }],
      finalAnswer: 'Blue.',
      scores: [
        { criteria: 'preference', score: 1 },
        { criteria: 'score', score: 8.5 },
      ],
    },
    {
      finalAnswer: 'Green.',
      scores: [
        { criteria: 'preference', score: 0 },
        { criteria: 'score', score: 2 },
      ],
    },
  ]);
  const answers = drafts.slice(2).map(({ prompt, finalAnswer }) => [prompt, finalAnswer]);
  expect(answers).toEqual([
    ['What colour is the sky?', 'It is blue.'],
    ['What colour is the sky?', 'It is green.'],
    ['Translate.\n\nGuten Tag', 'Good day'],
    ['Translate.\n\nGuten Tag', 'Good night'],
    ['Hi', 'Hi!'],
    ['Hi', 'No.'],
  ]);
});

it('tells a prompt once that answers tell again, after a system of theirs', () => {
  const turns = (content: string) => [
    { role: 'system', content: 'S' },
    { role: 'user', content: 'Q' },
    { role: 'assistant', content },
  ];
  const row = { prompt: 'Q', chosen: turns('a'), rejected: turns('b') };
  expect(trlPreference.read(row, { splitting: 'auto' })).toMatchObject([
    { context: [{ role: 'system', content: 'S' }], prompt: 'Q', finalAnswer: 'a' },
    { context: [{ role: 'system', content: 'S' }], prompt: 'Q', finalAnswer: 'b' },
  ]);
});

it('refuses answers to a question that is not told', () => {
  expect(() => trlPreference.read({ chosen: 'a', rejected: 'b' }, { splitting: 'auto' })).toThrow(
    'Expected a `prompt`, or answers that begin with the same messages of a user, got neither',
  );
});
