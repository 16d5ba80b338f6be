import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('has reasoning, calls and what tools answered for steps, and keeps loss weights', async () => {
  const [draft] = await draftsOfFile('blocks.jsonl');
  expect(draft).toMatchObject({
    context: [{ role: 'system', content: 'Use tools.' }],
    prompt: 'Is it raining?',
    steps: [
      { type: 'think', content: 'I have to look.' },
      { type: 'tool_call', content: '{"name":"weather"}' },
      { type: 'observation', content: 'rain' },
    ],
    finalAnswer: 'Yes.',
    meta: {
      tools: '[]',
      turn_fields: [{ loss_weight: 0 }, {}, { turn: 2, loss_weight: 1 }, {}, {}],
    },
  });
});
