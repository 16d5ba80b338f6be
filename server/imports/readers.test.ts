import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { traceJson } from '../traces/trace.ts';
import { type TraceDraft, UnreadableRow } from './reader.ts';
import { gsm8k } from './readers/gsm8k.ts';
import { READERS, readRow, recognise } from './readers.ts';
import { toTraceForm } from './toTraceForm.ts';

const AUTO = { splitting: 'auto' } as const;
const SHARED = new URL('../../../shared/data/', import.meta.url);
const isSharedThere = existsSync(new URL('gsm8k-train-2000.jsonl', SHARED));

describe('A row of another tool', () => {
  it.for<[string, JsonObject, string, Partial<TraceDraft>[]]>([
    [
      'of GSM8K has its lines for steps and what stands behind #### for its answer',
      {
        question: 'How many?',
        answer: 'Half of 8 is 8/2 = <<8/2=4>>4.\n4 + 1 = <<4+1=5>>5\n#### 1,005',
      },
      'gsm8k',
      [
        {
          prompt: 'How many?',
          steps: [
            { type: 'step', content: 'Half of 8 is 8/2 = 4.' },
            { type: 'step', content: '4 + 1 = 5' },
          ],
          finalAnswer: '1,005',
          expectedAnswer: '1,005',
          meta: {},
        },
      ],
    ],
    [
      'of Alpaca has no invented steps, and an input goes with its instruction',
      { instruction: 'Translate.', input: 'Guten Tag', output: 'Good day', source: 'x' },
      'alpaca',
      [
        {
          prompt: 'Translate.\n\nGuten Tag',
          steps: [],
          finalAnswer: 'Good day',
          meta: { source: 'x' },
        },
      ],
    ],
    [
      'of Alpaca may have a system and a history',
      {
        instruction: 'And now?',
        output: 'Now too.',
        system: 'Be brief.',
        history: [['Then?', 'Yes.']],
      },
      'alpaca',
      [
        {
          context: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'Then?' },
            { role: 'assistant', content: 'Yes.' },
          ],
          prompt: 'And now?',
        },
      ],
    ],
    [
      'of ShareGPT has what lies between the last question and its answer for steps',
      {
        conversations: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Hello' },
          { from: 'human', value: 'Weather?' },
          { from: 'function_call', value: '{"name":"weather"}' },
          { from: 'observation', value: 'rain' },
          { from: 'gpt', value: 'It rains.' },
        ],
        tools: '[]',
      },
      'sharegpt',
      [
        {
          context: [
            { role: 'user', content: 'Hi' },
            { role: 'assistant', content: 'Hello' },
          ],
          prompt: 'Weather?',
          steps: [
            { type: 'tool_call', content: '{"name":"weather"}' },
            { type: 'observation', content: 'rain' },
          ],
          finalAnswer: 'It rains.',
          meta: { tools: '[]' },
        },
      ],
    ],
    [
      'of a preference is two traces of one pair',
      {
        conversations: [{ from: 'human', value: 'Hi' }],
        chosen: { from: 'gpt', value: 'Hello' },
        rejected: { from: 'gpt', value: 'What?' },
      },
      'preference',
      [
        {
          prompt: 'Hi',
          finalAnswer: 'Hello',
          meta: { preference: 'chosen', pair: expect.any(String) },
        },
        {
          prompt: 'Hi',
          finalAnswer: 'What?',
          meta: { preference: 'rejected', pair: expect.any(String) },
        },
      ],
    ],
    [
      'of a chat has its thoughts for steps, in tags or beside the content',
      {
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: [{ type: 'text', text: '6 × 7?' }] },
          { role: 'assistant', content: '<think>\n6 × 7\n\nis 42\n</think>\n42' },
        ],
      },
      'chat',
      [
        {
          context: [{ role: 'system', content: 'Be brief.' }],
          prompt: '6 × 7?',
          steps: [
            { type: 'think', content: '6 × 7' },
            { type: 'think', content: 'is 42' },
          ],
          finalAnswer: '42',
        },
      ],
    ],
    [
      'of typed blocks has its reasoning for steps',
      {
        messages: [
          { role: 'user', content: [{ type: 'text', value: 'Q' }] },
          {
            role: 'assistant',
            content: [
              { type: 'reasoning', value: 'Hm.' },
              { type: 'text', value: 'A' },
            ],
          },
        ],
      },
      'blocks',
      [{ prompt: 'Q', steps: [{ type: 'think', content: 'Hm.' }], finalAnswer: 'A' }],
    ],
    [
      'that asks and answers is a question with what is expected',
      { id: 7, problem: '1 + 1?', answer: 2, level: 'easy', gone: null },
      'questions',
      [
        {
          prompt: '1 + 1?',
          steps: [],
          finalAnswer: '2',
          expectedAnswer: '2',
          meta: { id: 7, level: 'easy' },
        },
      ],
    ],
  ])('%s', ([, row, name, drafts]) => {
    const reader = recognise(row);
    expect(reader?.name).toBe(name);
    expect(reader?.read(row, AUTO)).toMatchObject(drafts);
  });

  it.for<[string, JsonObject, string]>([
    [
      'a conversation that ends with a question',
      { conversations: [{ from: 'human', value: 'Hi' }] },
      "Expected a conversation that ends with the assistant's turn, got one that ends with a turn of user",
    ],
    [
      'a conversation in which nobody asks',
      { conversations: [{ from: 'gpt', value: 'Hi' }] },
      "Expected a user's turn before the answer, got none",
    ],
    [
      'a speaker that nobody knows',
      { conversations: [{ from: 'cat', value: 'Hi' }] },
      'Expected `conversations[0].from` to be one of system, human, user, gpt, assistant, function_call, observation, tool, got "cat"',
    ],
    [
      'a content that is no text',
      { messages: [{ role: 'user', content: { a: 1 } }] },
      'Expected `messages[0].content` to be a text, got an object',
    ],
    [
      'a history that is none',
      { instruction: 'a', output: 'b', history: [['x']] },
      'Expected each of `history` to be a pair, got a list',
    ],
  ])('is refused for %s', ([, row, message]) => {
    expect(() => recognise(row)?.read(row, AUTO)).toThrow(new UnreadableRow(message));
  });

  it('is refused in a file of another format, with what was expected', () => {
    const row = { instruction: 'a', output: 'b' };
    const refused = () => readRow(row, { reader: gsm8k, ...AUTO });
    expect(refused).toThrow(UnreadableRow);
    expect(refused).toThrow(
      'Expected a row of GSM8K (`question`, `answer` with `#### …` at its end), got the fields instruction, output',
    );
  });

  it('never breaks a reader by what it holds', () => {
    const anything = fc.jsonValue({ maxDepth: 4 });
    const turns = fc.array(
      fc.record(
        { from: anything, value: anything, role: anything, content: anything },
        { requiredKeys: [] },
      ),
    );
    const names =
      'question answer instruction input output history system conversations messages chosen rejected problem solution expected_answer'.split(
        ' ',
      );
    const row = fc.record(
      Object.fromEntries(names.map((name) => [name, fc.oneof(anything, turns, fc.string())])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(row, (given) => {
        for (const reader of READERS) {
          if (!reader.recognises(given as JsonObject)) continue;
          try {
            expect(reader.read(given as JsonObject, AUTO).length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableRow);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(!isSharedThere)(
  `Every row of a real file${isSharedThere ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    it.for<[string, string, number]>([
      ['gsm8k-train-2000.jsonl', 'gsm8k', 2_000],
      ['alpaca-200.json', 'alpaca', 200],
      ['sharegpt-tools-60.json', 'sharegpt', 60],
      ['preference-pairs-60.json', 'preference', 120],
      ['chat-reasoning-blocks-50.jsonl', 'blocks', 50],
      ['eval_v2.jsonl', 'questions', 100],
    ])('%s is read as %s, and makes a trace, or two', ([file, name, count]) => {
      const text = readFileSync(new URL(file, SHARED), 'utf8');
      const rows: JsonObject[] = file.endsWith('.json')
        ? JSON.parse(text)
        : text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line));
      expect(new Set(rows.map((row) => recognise(row)?.name))).toEqual(new Set([name]));
      const traces = rows.flatMap((row) => recognise(row)?.read(row, AUTO) ?? []);
      expect(traces).toHaveLength(count);
      for (const trace of traces) {
        const result = traceJson.safeParse(toTraceForm(trace));
        expect(result.error?.issues).toBeUndefined();
      }
    });
  },
);
