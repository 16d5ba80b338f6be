import { describe, expect, it } from 'vitest';
import { createLineSplitter } from './lineSplitter.ts';

const LONGEST = 16 * 2 ** 20;

describe('Splitting into lines', () => {
  it('gives the same lines wherever the pieces begin and end', () => {
    const bytes = Buffer.from('é\r\n\r\r\n𝄞 50%\r99%\r\n\n\0\x1b[0mlast\r');
    const expected = ['é', '\r', '', '𝄞 50%\r', '99%', '', '\u2400\x1b[0mlast\r'];
    for (let first = 0; first <= bytes.length; first++) {
      for (let second = first; second <= bytes.length; second++) {
        const pieces = [
          bytes.subarray(0, first),
          bytes.subarray(first, second),
          bytes.subarray(second),
        ];
        expect(linesOf(pieces)).toEqual(expected);
      }
    }
    expect(linesOf([...bytes].map((byte) => Buffer.from([byte])))).toEqual(expected);
  });

  it('knows how many bytes wait for the end of their line', () => {
    const splitter = createLineSplitter();
    expect(splitter.push(Buffer.from('a\nbé'))).toEqual(['a']);
    expect(splitter.pending()).toBe(3);
    // It may be followed by the newline that belongs to it.
    expect(splitter.push(Buffer.from('\r'))).toEqual([]);
    expect(splitter.pending()).toBe(4);
    expect(splitter.push(Buffer.from('\n'))).toEqual(['bé']);
    expect(splitter.pending()).toBe(0);
    expect(splitter.end()).toEqual([]);
  });

  it('cuts a line that is too long between two characters', () => {
    const lines = linesOf([Buffer.from(`a${'é'.repeat(LONGEST / 2)}\nnext`)]);
    expect(lines.map((line) => Buffer.byteLength(line))).toEqual([LONGEST - 1, 2, 4]);
    expect(lines.join('').includes('\ufffd')).toBe(false);
  });
});

function linesOf(pieces: Buffer[]): string[] {
  const splitter = createLineSplitter();
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}
