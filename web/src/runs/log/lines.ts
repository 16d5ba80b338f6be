import { plainText } from '../../ui/ansi.ts';

/** A line as it came. */
export type LogLine = { seq: number; stream: 'STDOUT' | 'STDERR'; text: string; at: string };

/** A line on screen, and how many lines it has overwritten. */
export type LogRow = { line: LogLine; overwrote: number };

/**
 * Lines as rows on screen. A line that ends in a carriage return is overwritten by the next one on its
 * stream, as on a terminal, unless all are wanted.
 */
export function rowsOf(
  lines: LogLine[],
  { stream, isRaw }: { stream: LogLine['stream'] | null; isRaw: boolean },
): LogRow[] {
  const rows: (LogRow | null)[] = [];
  const open = new Map<LogLine['stream'], number>();
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
const known = new WeakMap<LogLine, LogRow>();

function rowOf(line: LogLine): LogRow {
  const row = known.get(line) ?? { line, overwrote: 0 };
  known.set(line, row);
  return row;
}

/** The numbers of the lines that hold a text, in either case. */
export function hitsIn(lines: LogLine[], text: string): number[] {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  return lines
    .filter((line) => plainText(line.text).toLowerCase().includes(wanted))
    .map(({ seq }) => seq);
}
