import { describe, expect, it } from 'vitest';
import { recognise } from './readers.ts';
import { takeReasoning } from './tags.ts';

type Taken = ReturnType<typeof takeReasoning>;

function taken(reasoning: string, answer: string): Taken {
  return { reasoning, answer, isTruncated: false };
}

describe("The reasoning in a model's text", () => {
  it.for<[string, string, Taken]>([
    ['in tags', '<think>a</think>b', taken('a', 'b')],
    ['in tags of another case', '<Thinking>a</THINKING> b', taken('a', 'b')],
    ['in tags called reason', '<reason>a</reason>b', taken('a', 'b')],
    [
      'in tags called reasoning',
      '<reasoning>\na\n</reasoning>\n<answer>b</answer>',
      taken('a', '<answer>b</answer>'),
    ],
    ['in tags called Thought', '<Thought>a</Thought>\nb', taken('a', 'b')],
    [
      'between markers, with its solution',
      '<|begin_of_thought|>a<|end_of_thought|><|begin_of_solution|>b<|end_of_solution|>',
      taken('a', 'b'),
    ],
    ['between other signs', '◁think▷a◁/think▷b', taken('a', 'b')],
    ['without its opening', 'a</think>b', taken('a', 'b')],
    ['without its opening, on a line of its own', 'a\n</think>\n\nb', taken('a', 'b')],
    [
      'after signs of a template',
      '<|im_start|>assistant\n<|bos|><think>a</think>b',
      taken('a', '<|im_start|>assistant\n<|bos|>\n\nb'),
    ],
    ['more than once', '<think>a</think>\nb\n<think>c</think>\nd', taken('a\n\nc', 'b\n\nd')],
    ['twice in a row', '<think>a</think> <think>c</think>d', taken('a\n\nc', 'd')],
    [
      'without its first opening, and then again',
      'a</think>b\n<think>c</think>d',
      taken('a\n\nc', 'b\n\nd'),
    ],
    ['closed by another name', '<think>a</thinking>b', taken('a', 'b')],
    ['closed within a sentence', '<think>a </think> b', taken('a', 'b')],
    [
      'with a tag that it speaks of',
      '<think>I close with `</think>` or "</think>" soon.</think>b',
      taken('I close with `</think>` or "</think>" soon.', 'b'),
    ],
    [
      'with a fence that it leaves open',
      '<think>```\ncode\n</think>\nb\n',
      taken('```\ncode', 'b'),
    ],
    [
      'with a fence that the answer closes by chance',
      '<think>\n```\ncode\n</think>\n```\nb\n```',
      taken('```\ncode', '```\nb\n```'),
    ],
    ['nowhere', 'a < b', taken('', 'a < b')],
    ['nowhere, in code', '```\n<think>a</think>\n```', taken('', '```\n<think>a</think>\n```')],
    ['nowhere, in code on a line', '`<think>` opens', taken('', '`<think>` opens')],
    [
      'nowhere, in a sentence',
      'Write <think>so</think> in tags, and </think> ends it.',
      taken('', 'Write <think>so</think> in tags, and </think> ends it.'),
    ],
    ['nowhere, in quotes', '"</think>" ends it', taken('', '"</think>" ends it')],
    ['without its end', '<think>a b', { reasoning: 'a b', answer: '', isTruncated: true }],
    [
      'without its last end',
      '<think>a</think>b\n<think>c',
      { reasoning: 'a\n\nc', answer: 'b', isTruncated: true },
    ],
    [
      'whole, where its solution is cut off',
      '<|begin_of_thought|>a<|end_of_thought|><|begin_of_solution|>b',
      { reasoning: 'a', answer: 'b', isTruncated: true },
    ],
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

  it.for([
    '<think>a</think>\n',
    '<think>',
    '</think>',
    '<think>\n`</think>`',
    '`',
    '```\n',
    '<think>a</thinking>\n',
  ])('is looked for in one pass, whatever is repeated: %j', (part) => {
    const text = part.repeat(100_000);
    const { reasoning, answer } = takeReasoning(text);
    expect(reasoning.length + answer.length).toBeGreaterThan(0);
  });
});
