import { describe, expect, it } from 'vitest';
import { DEEPEST_JSON, readJson } from './json.ts';

const problemOf = (text: string) => {
  const reading = readJson(text);
  return 'problem' in reading ? reading.problem : undefined;
};

describe('JSON that is read', () => {
  it.each([
    '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}',
    '{"a\\"":"\\\\","\\\\":"\\"","":["\\\\\\""]}',
    '{"__proto__":"x","constructor":{"__proto__":1}}',
    '"text"',
    '[[],{},null,1e5]',
  ])('has the value that it had, as %s', (text) => {
    expect(readJson(text)).toEqual({ value: JSON.parse(text) });
  });

  it.each([
    ['{"prompt":"first","prompt":"second"}', 'prompt'],
    ['{"steps":[{"i":0},{"content":"c","i":1,"content":"d"}]}', 'steps[1].content'],
    ['{"meta":{"a":1,"b":[1,[{}]],"a":{}}}', 'meta.a'],
    ['{"a":"}{","\\u0061":1}', 'a'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('is refused with the key that it has twice, as %s', (text, key) => {
    expect(problemOf(text)).toBe(`Expected each key once in an object, got \`${key}\` again`);
  });

  it('is refused when it nests deeper than anything that is stored', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    expect(problemOf(nested(DEEPEST_JSON))).toBeUndefined();
    for (const depth of [DEEPEST_JSON + 1, 5_000, 100_000]) {
      expect(problemOf(nested(depth))).toBe('Expected JSON that nests at most 100 deep, got more');
    }
  });

  it.each([
    ['{"a" 1}', "Expected ':' after property name at character 6"],
    ['\u200bx', 'Unexpected token \'\\u200b\', "\\u200bx" is not valid JSON'],
    ['{"a":1}\u00a0', 'Unexpected non-whitespace character after JSON at character 8'],
  ])('says where it breaks off, with what can not be seen spelled out (%#)', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});
