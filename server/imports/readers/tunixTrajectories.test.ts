import { expect, it } from 'vitest';
import { draftsOfFile, rowsOfFile } from '../testing/sampleFiles.ts';
import { tunixTrajectories } from './tunixTrajectories.ts';

it('reads what Python wrote, with the reward for score', async () => {
  const [draft] = await draftsOfFile('tunix-trajectories.csv');
  expect(draft).toMatchObject({
    context: [{ role: 'system', content: "You're on ice." }],
    prompt: 'Reach the "goal".\nS F',
    steps: [
      { type: 'think', content: "It's near." },
      { type: 'say', content: 'right' },
      { type: 'observation', content: 'You moved\tright — ok' },
    ],
    finalAnswer: 'down',
    expectedAnswer: 'G',
    scores: [{ criteria: 'reward', score: 1.5 }],
    meta: {
      afterwards: [{ role: 'tool', content: 'Done.' }],
      env_time: { reset_latency: 0.1 },
      old_logprobs: ['nan', -0.5],
      original_input: { seed: null, is_slippery: false, p: ['a', 1] },
    },
  });
});

it('has a last row that was not written to its end reported', async () => {
  const rows = await rowsOfFile('tunix-trajectories.csv');
  expect(rows).toMatchObject([
    { number: 2 },
    { number: 3, problem: 'Expected a whole row: the quote that opens on line 3 is not closed' },
  ]);
});

it('reads completions that were logged without a conversation', () => {
  const row = { prompt_id: '7', prompt: '2+2?', completion: '4', reward: -0.5, gold_answer: 4 };
  expect(tunixTrajectories.recognises(row)).toBe(true);
  expect(tunixTrajectories.read(row, { splitting: 'auto' })).toEqual([
    {
      prompt: '2+2?',
      steps: [],
      finalAnswer: '4',
      expectedAnswer: '4',
      meta: { prompt_id: '7' },
      scores: [{ criteria: 'reward', score: -0.5 }],
    },
  ]);
});

it('refuses a conversation that is none', () => {
  const row = { conversation_text: "[{'role': 'user'", status: 'FAILED' };
  expect(() => tunixTrajectories.read(row, { splitting: 'auto' })).toThrow(
    'Expected `conversation_text` to be a list of messages, as JSON or as Python writes it, got string',
  );
});
