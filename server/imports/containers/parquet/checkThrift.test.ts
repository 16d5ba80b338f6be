import { describe, expect, it } from 'vitest';
import { checkThrift } from './checkThrift.ts';

describe('A struct in Thrift', () => {
  it.for<[string, number[], number]>([
    ['nothing in it', [0], 1],
    [
      'a truth, a byte, a number and a double',
      [0x11, 0x13, 7, 0x16, 0x80, 1, 0x17, ...zeros(8), 0],
      16,
    ],
    ['a text', [0x18, 3, 97, 98, 99, 0], 6],
    [
      'lists of numbers, truths and structs',
      [0x19, 0x25, 1, 2, 0x19, 0x21, 1, 2, 0x19, 0x1c, 0, 0],
      12,
    ],
    ['a long list', [0x19, 0xf3, 16, ...zeros(16), 0], 20],
    ['a field far on', [0x05, 0x80, 1, 4, 0], 5],
  ])('ends where it ends, with %s', ([, bytes, end]) => {
    expect(checkThrift(Uint8Array.from([...bytes, 9, 9]), 100)).toBe(end);
  });

  it.for<[string, number[], string]>([
    ['that goes on after its bytes', [0x18, 9, 1], 'it goes on after its end'],
    [
      'with a list of two thousand million texts',
      [0x19, 0xf8, 0xff, 0xff, 0xff, 0xff, 7, 0],
      'it goes on',
    ],
    [
      'with a number without end',
      [0x16, ...zeros(20).fill(0xff), 1, 0],
      'a number in it has no end',
    ],
    ['that nests without end', zeros(1_000).fill(0x1c), 'it nests more than 32 deep'],
    [
      'with lists in lists without end',
      [0x19, ...zeros(1_000).fill(0x19)],
      'it nests more than 32 deep',
    ],
    [
      'with more values than may be',
      [0x19, 0xf3, 101, ...zeros(101), 0],
      'it holds more than 100 values',
    ],
    ['with a value of a type that there is not', [0x1d, 0], 'a value of the unknown type 13'],
  ])('is refused %s', ([, bytes, message]) => {
    expect(() => checkThrift(Uint8Array.from(bytes), 100)).toThrow(message);
  });
});

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
