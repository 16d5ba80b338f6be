import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';
import { chat } from './chat.ts';

it('has reasoning beside the content for steps, and keeps weights', async () => {
  const [draft] = await draftsOfFile('chat.jsonl');
  expect(draft).toMatchObject({
    prompt: "What's the capital of France?",
    steps: [{ content: 'An easy one.' }, { content: 'So be sarcastic.' }],
    finalAnswer: "Paris, as if everyone doesn't know that already.",
    meta: { parallel_tool_calls: false, turn_fields: [{ turn: 2, weight: 1 }] },
  });
});

it('has calls for steps, whose ids are in meta', async () => {
  const [, draft] = await draftsOfFile('chat.jsonl');
  expect(draft).toMatchObject({
    steps: [
      { type: 'tool_call', content: '{"name":"weather","arguments":"{}"}' },
      { type: 'observation', content: 'rain' },
    ],
    meta: {
      turn_fields: [
        { turn: 1, weight: 0, tool_calls: [{ id: 'call_7', type: 'function' }] },
        { turn: 2, tool_call_id: 'call_7' },
      ],
    },
  });
});

it('refuses parts that are no text', () => {
  const image = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } };
  const row = { messages: [{ role: 'user', content: [image] }] };
  expect(() => chat.read(row, { splitting: 'auto' })).toThrow(
    /^Expected `messages\[0\]\.content\[0\]` to be one of text, .*with its text, got "image_url"$/,
  );
});
