import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise } from './readers.ts';
import { splitSteps } from './reasoning.ts';
import { takeReasoning } from './tags.ts';

describe("The reasoning in a model's text", () => {
  it.for<[string, string, ReturnType<typeof takeReasoning>]>([
    ['in tags', '<think>a</think>b', { reasoning: 'a', answer: 'b', isTruncated: false }],
    [
      'in tags of another case',
      '<Thinking>a</THINKING> b',
      { reasoning: 'a', answer: 'b', isTruncated: false },
    ],
    [
      'between markers, with its solution',
      '<|begin_of_thought|>a<|end_of_thought|><|begin_of_solution|>b<|end_of_solution|>',
      { reasoning: 'a', answer: 'b', isTruncated: false },
    ],
    [
      'between other signs',
      '◁think▷a◁/think▷b',
      { reasoning: 'a', answer: 'b', isTruncated: false },
    ],
    ['without its opening', 'a</think>b', { reasoning: 'a', answer: 'b', isTruncated: false }],
    ['without its end', '<think>a b', { reasoning: 'a b', answer: '', isTruncated: true }],
    ['nowhere', 'a < b', { reasoning: '', answer: 'a < b', isTruncated: false }],
  ])('is found %s', ([, text, expected]) => {
    expect(takeReasoning(text)).toEqual(expected);
  });

  it('that was cut off is kept, and says so', () => {
    const row = {
      messages: [
        { role: 'user', content: 'Q' },
        { role: 'assistant', content: '<think>first\n\nthen' },
      ],
    };
    expect(recognise(row)?.read(row, { splitting: 'auto' })).toEqual([
      {
        prompt: 'Q',
        steps: [{ type: 'think', content: 'first' }],
        finalAnswer: 'then',
        meta: { truncated: true },
      },
    ]);
  });

  it('becomes steps by paragraphs, and loses nothing but white space', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', '𝄞', ' ', '\n', '\n\n')), (parts) => {
        const text = parts.join('');
        const words = (some: string) => some.replace(/\s+/g, '');
        expect(words(splitSteps(text, 'auto').join(''))).toBe(words(text));
        expect(splitSteps(text, 'auto').every((step) => step.trim() === step && step !== '')).toBe(
          true,
        );
      }),
    );
  });

  it('becomes a thousand steps at most, none too long', () => {
    const many = splitSteps(
      Array.from({ length: 1_500 }, (_, index) => `${index}`).join('\n\n'),
      'auto',
    );
    expect(many).toHaveLength(1_000);
    expect(many.at(-1)).toMatch(/^999\n\n1000[\s\S]*1499$/);
    const long = splitSteps('𝄞'.repeat(450_000), 'auto');
    expect(long.map((step) => [...step].length)).toEqual([200_000, 200_000, 50_000]);
  });
});
