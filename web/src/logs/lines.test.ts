import { describe, expect, it } from 'vitest';
import { hitsIn, rowsOf, type StoredLine } from './lines.ts';

describe('Lines of a log', () => {
  it('become a row each', () => {
    expect(texts(lines('a', 'b', 'c'))).toEqual(['a', 'b', 'c']);
  });

  it('overwrite one another where they end in a carriage return', () => {
    const rows = rowsOf(lines('10%\r', '50%\r', '100%', 'done'), ALL);
    expect(rows.map(({ line, overwrote }) => [line.seq, line.text, overwrote])).toEqual([
      [3, '100%', 2],
      [4, 'done', 0],
    ]);
  });

  it('overwrite only what is on their own stream', () => {
    const printed: StoredLine[] = [
      { ...line(1, '10%\r'), stream: 'STDERR' },
      line(2, 'step 1'),
      { ...line(3, '20%\r'), stream: 'STDERR' },
    ];
    expect(texts(printed)).toEqual(['step 1', '20%\r']);
  });

  it('leave what is there when they print nothing over it', () => {
    expect(texts(lines('100%\r', '', 'next'))).toEqual(['100%\r', 'next']);
  });

  it('are all there when that is wanted', () => {
    const rows = rowsOf(lines('10%\r', '100%'), { stream: null, isRaw: true });
    expect(rows).toHaveLength(2);
  });

  it('can be those of one stream', () => {
    const printed: StoredLine[] = [line(1, 'out'), { ...line(2, 'err'), stream: 'STDERR' }];
    expect(rowsOf(printed, { stream: 'STDERR', isRaw: false }).map(({ line }) => line.seq)).toEqual(
      [2],
    );
  });

  it('are found by a text in either case, past their colours', () => {
    const code = String.fromCharCode(27);
    expect(hits(lines('Loss', `lo${code}[1mss`, 'gain'), 'LOSS')).toEqual([1, 2]);
    expect(hits(lines('İ loss'), 'LOSS')).toEqual([1]);
    expect(hits(lines('a'), '')).toEqual([]);
  });

  it('are found only where they are on screen', () => {
    const printed = lines('10%\r', '20%\r', '100%');
    expect(hits(printed, '0%')).toEqual([3]);
    expect(hitsIn(rowsOf(printed, { stream: null, isRaw: true }), '0%')).toEqual([1, 2, 3]);
    expect(hitsIn(rowsOf(printed, { stream: 'STDERR', isRaw: false }), '0%')).toEqual([]);
  });
});

const ALL = { stream: null, isRaw: false };

const line = (seq: number, text: string): StoredLine => ({ seq, text, stream: 'STDOUT', at: '' });

const lines = (...all: string[]) => all.map((text, index) => line(index + 1, text));

const hits = (printed: StoredLine[], find: string) => hitsIn(rowsOf(printed, ALL), find);

const texts = (printed: StoredLine[]) => rowsOf(printed, ALL).map(({ line }) => line.text);
