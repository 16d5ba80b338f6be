import { describe, expect, it } from 'vitest';
import { checkDeltas, checkRuns } from './checkRuns.ts';

describe('Runs of numbers', () => {
  it.for<[string, number[]]>([
    ['one run of one number', [20, 7]],
    ['bits for a little more than there are', [5, 1, 2, 3, 4, 5, 6]],
    ['a run, and bits that end early', [4, 7, 3, 1]],
  ])('are taken as %s', ([, bytes]) => {
    expect(() => checkRuns(Uint8Array.from(bytes), { width: 3, count: 10 })).not.toThrow();
  });

  it.for<[string, number[], string]>([
    [
      'of a run of a thousand million',
      [0x80, 0xa8, 0xd6, 0xb9, 7, 1],
      'it has a run of 1000000000 among 10',
    ],
    ['of bits for a thousand million', [0x81, 0xa8, 0xd6, 0xb9, 7, 1], 'among 10 values'],
    [
      'of a number without end',
      Array.from({ length: 20 }, () => 0xff),
      'a number in it has no end',
    ],
  ])('are refused because %s', ([, bytes, message]) => {
    expect(() => checkRuns(Uint8Array.from(bytes), { width: 3, count: 10 })).toThrow(message);
  });
});

describe('Differences', () => {
  const block = [0x80, 1, 4, 100, 2];

  it('are taken by the block', () => {
    const bytes = Uint8Array.from([...block, 2, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(() => checkDeltas(bytes, 100)).not.toThrow();
  });

  it.for<[string, number[], string]>([
    [
      'of a number without end',
      [...block, ...Array.from({ length: 20 }, () => 0xff)],
      'a number in it has no end',
    ],
    ['they have no parts', [0x80, 1, 0, 100, 2], 'it has blocks of 128 differences in 0 parts'],
  ])('are refused because %s', ([, bytes, message]) => {
    expect(() => checkDeltas(Uint8Array.from(bytes), 100)).toThrow(message);
  });
});
