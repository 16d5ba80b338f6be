import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';
import { atif } from './atif.ts';

it('has thoughts, calls and observations for steps, and fields of each in meta', async () => {
  const [draft] = await draftsOfFile('atif.jsonl');
  expect(draft).toMatchObject({
    context: [{ role: 'system', content: 'You have a shell.' }],
    prompt: 'How many files are here?',
    steps: [
      { type: 'think', content: 'A listing will do.' },
      { type: 'tool_call', content: expect.stringMatching(/^I count them\.\n\n\{.*"ls \| wc -l"/) },
      { type: 'observation', content: '12' },
    ],
    finalAnswer: 'There are 12.',
    meta: { session_id: 's-1', final_metrics: { total_steps: 4 } },
  });
  expect(draft?.meta['turn_fields']).toContainEqual({ turn: 3, source_call_id: 'c1' });
});

it('counts from 0 with fields of its own where Tunix wrote it, whose rewards are scores', async () => {
  const [, draft] = await draftsOfFile('atif.jsonl');
  expect(draft).toMatchObject({
    prompt: 'Reach the goal.',
    steps: [
      { type: 'say', content: 'right' },
      { type: 'observation', content: 'You moved.' },
    ],
    finalAnswer: 'up',
    scores: [
      { criteria: 'reward', score: 0.5, step: 1 },
      { criteria: 'reward', score: 1.5 },
    ],
    meta: { afterwards: [{ role: 'tool', content: 'Goal.', reward: 1, done: true, step_id: 4 }] },
  });
});

it('refuses a source that nobody knows', () => {
  const row = { schema_version: 'ATIF-v1.7', steps: [{ step_id: 1, source: 'cat', message: 'x' }] };
  expect(() => atif.read(row, { splitting: 'auto' })).toThrow(
    'Expected `steps[0].source` to be one of system, user, agent, assistant, env, environment, tool, got "cat"',
  );
});
