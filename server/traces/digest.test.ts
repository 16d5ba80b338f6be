import { describe, expect, it } from 'vitest';
import { canonicalJson, rankBits, sha256 } from './digest.ts';

const trace = {
  traceVersion: '1.0',
  prompt: 'p',
  finalAnswer: 'a',
  steps: [{ i: 0, type: 't', content: 'c' }],
  meta: undefined,
};

describe('The canonical form of a trace', () => {
  it('has its keys in order and no white space', () => {
    expect(canonicalJson(trace)).toBe(
      '{"final_answer":"a","prompt":"p","steps":[{"content":"c","i":0,"type":"t"}],"trace_version":"1.0"}',
    );
  });

  it('orders the keys of meta by code point at every depth, and keeps lists as they are', () => {
    const meta = {
      b: [{ z: 1, a: null }, 2],
      '𝄞': 1,
      ﬀ: 2,
      '10': 3,
      '9': 4,
      a: { y: true, B: 0.1 },
    };
    expect(canonicalJson({ ...trace, meta })).toContain(
      '"meta":{"10":3,"9":4,"a":{"B":0.1,"y":true},"b":[{"a":null,"z":1},2],"ﬀ":2,"𝄞":1}',
    );
  });

  it.for<[string, string[]]>([
    ['a key that begins another', ['a', 'aa', 'b']],
    ['an empty key', ['', ' ', 'a']],
    ['capitals', ['A', 'Z', '_', 'a']],
    ['characters beyond the basic plane after all others', ['\uE000', '\uFFFD', '𐀀', '𝄞']],
    ['pairs that differ in their second half', ['𝄞', '𝄟', '𝄟a']],
  ])('puts %s where the code points say', ([, keys]) => {
    const meta = Object.fromEntries(keys.toReversed().map((key) => [key, 0]));
    const parts = keys.map((key) => `${JSON.stringify(key)}:0`);
    expect(canonicalJson({ ...trace, meta })).toContain(`"meta":{${parts.join(',')}}`);
  });
});

describe('The rank of a digest', () => {
  it.for<[string, number, number]>([
    ['00000000', 0, 0],
    ['ffffffff', 2 ** 31 - 1, 2 ** 31 - 1],
    ['80000001', 2 ** 30, 2 ** 30],
  ])('takes 31 bits of %s', ([word, rankHigh, rankLow]) => {
    expect(rankBits(`${word}${word}`.padEnd(64, '7'))).toEqual({ rankHigh, rankLow });
  });

  it('takes its two numbers from two places', () => {
    expect(rankBits(sha256(''))).toEqual({
      rankHigh: 0xe3b0c442 >>> 1,
      rankLow: 0x98fc1c14 >>> 1,
    });
  });
});
