import { describe, expect, it } from 'vitest';
import { codePointLength } from './trace.ts';

describe('The length of a text', () => {
  it.for<[string, number]>([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 2],
    ['漢字', 2],
    ['𝄞', 1],
    ['𝄞é漢', 3],
    ['👩‍👩‍👧', 5],
    ['🇩🇪', 2],
    ['\ud834', 1],
    ['\udd1e\ud834', 2],
    ['𝄞'.repeat(100_000), 100_000],
  ])('of %j is counted in code points', ([text, length]) => {
    expect(codePointLength(text)).toBe(length);
    expect([...text]).toHaveLength(length);
  });
});
