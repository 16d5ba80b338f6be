import { describe, expect, it } from 'vitest';
import { toJsonLines } from './jsonLines.ts';

describe('Pasted traces', () => {
  it.each([
    ['lines', '{"a":1}\n{"a":2}\n', '{"a":1}\n{"a":2}'],
    ['lines of which a later one is wrong', '{"a":1}\n{"a"', '{"a":1}\n{"a"'],
    ['one trace over several lines', '{\n  "a": 1,\n  "b": "x\\ny"\n}', '{"a":1,"b":"x\\ny"}'],
    ['a list', '[\n{"a":1},\n{"a":2}]', '{"a":1}\n{"a":2}'],
    ['a list in one line', '[{"a":1},{"a":2}]', '{"a":1}\n{"a":2}'],
    ['what is no JSON', 'hello\nworld', 'hello\nworld'],
    ['nothing', ' \n ', ''],
  ])('that are %s become JSON Lines', (_kind, pasted, lines) => {
    expect(toJsonLines(pasted)).toBe(lines);
  });
});
