import { plainText } from './ansi.ts';
import { folded } from './find.ts';

/** A line as it came. */
export type StoredLine = { seq: number; stream: 'STDOUT' | 'STDERR'; text: string; at: string };

/** A line on screen, and how many lines it has overwritten. */
export type LogRow = { line: StoredLine; overwrote: number };

/** Which lines become rows: those of one stream or of both, and whether overwritten ones do. */
export type RowChoice = { stream: StoredLine['stream'] | null; isRaw: boolean };

/** Lines as rows on screen. A line that ends in a carriage return is overwritten by the next one on its
 * stream, as on a terminal, unless all are wanted. */
export function rowsOf(lines: StoredLine[], { stream, isRaw }: RowChoice): LogRow[] {
  const rows: (LogRow | null)[] = [];
  const open = new Map<StoredLine['stream'], number>();
  for (const line of lines) {
    if (stream && line.stream !== stream) continue;
    const place = open.get(line.stream);
    const last = place === undefined ? undefined : rows[place];
    open.delete(line.stream);
    if (isRaw || place === undefined || !last) rows.push(rowOf(line));
    else {
      rows[place] = null;
      // Nothing was printed over it: what is there stays.
      const shown = plainText(line.text) === '' ? { ...line, text: last.line.text } : line;
      rows.push({ line: shown, overwrote: last.overwrote + 1 });
    }
    if (line.text.endsWith('\r')) open.set(line.stream, rows.length - 1);
  }
  return rows.filter((row) => row !== null);
}

// The same line is the same row, so that what is on screen stays there.
const known = new WeakMap<StoredLine, LogRow>();

function rowOf(line: StoredLine): LogRow {
  const row = known.get(line) ?? { line, overwrote: 0 };
  known.set(line, row);
  return row;
}

/** The numbers of the rows on which a text is found, in either case. */
export function hitsIn(rows: LogRow[], text: string): number[] {
  const wanted = folded(text);
  if (wanted === '') return [];
  return rows
    .filter(({ line }) => folded(plainText(line.text)).includes(wanted))
    .map(({ line }) => line.seq);
}
