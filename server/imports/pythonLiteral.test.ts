import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonValue } from '../json.ts';
import { readPythonLiteral } from './pythonLiteral.ts';

it.for<[string, unknown]>([
  [
    "{'a': [1, -2.5, 3e-05], 'b': (None, True, False)}",
    { a: [1, -2.5, 3e-5], b: [null, true, false] },
  ],
  [`"it's"`, "it's"],
  ["'a\\n\\t\\\\\\'\\x41\\u00e9\\U0001f600'", "a\n\t\\'Aé😀"],
  ['[nan, inf, -inf]', ['nan', 'inf', '-inf']],
  ["{1: 'x', (1, 2): 'y'}", { 1: 'x', '[1,2]': 'y' }],
  ['[1, 2, ]', [1, 2]],
  ['[]', []],
])('%s is read', ([text, value]) => {
  expect(readPythonLiteral(text)).toEqual(value);
});

it.for([
  'array([1, 2])',
  "['a'",
  "'a\\",
  '[1 2]',
  '{1}',
  'x',
  '',
  '[,]',
  '1 2',
  "'\\U99999999'",
  '['.repeat(5_000),
])('%s is none', (text) => {
  expect(readPythonLiteral(text)).toBeUndefined();
});

it('reads all that Python writes of what JSON can hold', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (given) => {
      const value: JsonValue = JSON.parse(JSON.stringify(given));
      expect(JSON.stringify(readPythonLiteral(written(value)))).toBe(JSON.stringify(value));
    }),
  );
});

function written(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  const entries = Object.entries(value).map(([name, one]) => `${quoted(name)}: ${written(one)}`);
  return `{${entries.join(', ')}}`;
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `${quote}${plain.replaceAll(quote, `\\${quote}`)}${quote}`;
}
