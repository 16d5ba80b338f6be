import { expect, it } from 'vitest';
import { highlight } from './highlight.ts';

const kinds = (code: string) =>
  highlight(code)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => [kind, text.trim()]);

it('tells keys from values in YAML', () => {
  expect(kinds('training:\n  learning_rate: 2.0e-05\n  schedule: cosine\nlora: null\n')).toEqual([
    ['key', 'training'],
    ['key', 'learning_rate'],
    ['number', '2.0e-05'],
    ['key', 'schedule'],
    ['key', 'lora'],
    ['word', 'null'],
  ]);
});

it('tells keys from texts in JSON', () => {
  expect(kinds('{"path": "./a-1.jsonl", "keep": 3, "lora": null}')).toEqual([
    ['key', '"path"'],
    ['text', '"./a-1.jsonl"'],
    ['key', '"keep"'],
    ['number', '3'],
    ['key', '"lora"'],
    ['word', 'null'],
  ]);
});

it('takes no part of a path for a number', () => {
  expect(kinds('path: ./datasets/a-1.0.jsonl')).toEqual([['key', 'path']]);
});

it('loses nothing', () => {
  const code = 'a: "x \\" y" # why\n- b: [1, 2]\n';
  expect(
    highlight(code)
      .map(({ text }) => text)
      .join(''),
  ).toBe(code);
});
