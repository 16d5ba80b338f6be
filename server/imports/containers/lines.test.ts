import { ReadableStream } from 'node:stream/web';
import { describe, expect, it } from 'vitest';
import { readLines } from './lines.ts';

describe('Reading lines', () => {
  it.for<[string, string[], [number, string][]]>([
    ['nothing', [], []],
    ['an empty chunk', [''], []],
    ['one line without an end', ['a'], [[1, 'a']]],
    ['one line with an end', ['a\n'], [[1, 'a']]],
    [
      'blank lines, which count',
      ['\n \r\na\n\nb'],
      [
        [3, 'a'],
        [5, 'b'],
      ],
    ],
    [
      'a line over three chunks',
      ['a', 'b', 'c\nd'],
      [
        [1, 'abc'],
        [2, 'd'],
      ],
    ],
    [
      'CRLF that is cut in two',
      ['a\r', '\nb'],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'lines without the byte order marks before them',
      ['\uFEFFa\n\uFEFFb'],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    ['white space before a text', ['  a \t\n'], [[1, '  a']]],
  ])('gives %s', async ([, chunks, expected]) => {
    const lines = await linesOf(chunks.map((chunk) => Buffer.from(chunk)));
    expect(lines).toEqual(expected.map(([number, text]) => ({ number, text })));
  });

  it('takes a line of exactly the most bytes, and passes over one of a byte more', async () => {
    const lines = await linesOf([Buffer.from(`${'é'.repeat(5)}\n${'é'.repeat(5)}x\nok`)]);
    expect(lines).toEqual([
      { number: 1, text: 'ééééé' },
      { number: 2, text: '', problem: 'Expected a line of at most 10 bytes, got 11' },
      { number: 3, text: 'ok' },
    ]);
  });

  it('passes over a line whose excess comes in later chunks', async () => {
    const lines = await linesOf(
      ['1234567890', '1234567890', '12\nok'].map((text) => Buffer.from(text)),
    );
    expect(lines).toEqual([
      { number: 1, text: '', problem: 'Expected a line of at most 10 bytes, got 22' },
      { number: 2, text: 'ok' },
    ]);
  });

  it('reports bytes that are not UTF-8 and goes on', async () => {
    const lines = await linesOf([Buffer.of(0xff, 0x0a, 0x61)]);
    expect(lines).toEqual([
      {
        number: 1,
        text: '',
        problem: expect.stringContaining('Expected text in UTF-8, got the byte 0xFF at byte 1.'),
      },
      { number: 2, text: 'a' },
    ]);
  });
});

async function linesOf(chunks: Uint8Array[]) {
  const lines = await Array.fromAsync(readLines(ReadableStream.from(chunks), 10));
  return lines.flat();
}
