import { isUtf8 } from 'node:buffer';
import { BYTE_ORDER_MARK, beginsWith, refusal } from './bytes.ts';

/** A line of a file, or a value that begins there, numbered from 1; `problem` says why its text can't be read. */
export type Line = { number: number; text: string; problem?: string };

export const NEWLINE = 0x0a;
const MOST_BLANK_LINES = 1_000_000;

/** Splits bytes into lines, some at a time, without those that are empty. A line of more than
 * `maxBytes` is passed over and reported, so that memory does not grow with it.
 * @throws ValidationError when there is nothing but blank lines for a million of them */
export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Line[]> {
  const blank = countBlankLines();
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;

  function add(part: Buffer) {
    length += part.length;
    if (length <= maxBytes) parts.push(part);
    else parts = [];
  }

  function take(): Line[] {
    number += 1;
    const line = length === 0 ? undefined : toLine(parts, { number, length, maxBytes });
    [parts, length] = [[], 0];
    blank(number, !line);
    return line ? [line] : [];
  }

  for await (const chunk of source) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let start = 0;
    for (let end = buffer.indexOf(NEWLINE); end >= 0; end = buffer.indexOf(NEWLINE, start)) {
      if (end > start) add(buffer.subarray(start, end));
      lines.push(...take());
      start = end + 1;
    }
    add(buffer.subarray(start));
    if (lines.length > 0) yield lines;
  }
  const last = length > 0 ? take() : [];
  if (last.length > 0) yield last;
}

/** Refuses what unpacks to blank lines without end. */
export function countBlankLines(): (number: number, isBlank: boolean) => void {
  let last = 0;
  return (number, isBlank) => {
    if (!isBlank) last = number;
    if (number - last <= MOST_BLANK_LINES) return;
    const message = `Expected traces, got more than ${MOST_BLANK_LINES} blank lines one after another, up to line ${number}`;
    throw refusal(message);
  };
}

type Size = { number: number; length: number; maxBytes: number };

/** The text of some bytes without the white space after it, or why there is none; nothing when they are blank. */
export function toLine(parts: Buffer[], size: Size): Line | undefined {
  const line = toWholeLine(parts, size);
  const text = line.text.trimEnd();
  return text === '' && !line.problem ? undefined : { ...line, text };
}

export function toWholeLine(parts: Buffer[], { number, length, maxBytes }: Size): Line {
  if (length > maxBytes) {
    const problem = `Expected a line of at most ${maxBytes} bytes, got ${length}`;
    return { number, text: '', problem };
  }
  const [first, ...rest] = parts;
  const joined = rest.length > 0 || !first ? Buffer.concat(parts) : first;
  // Also where files with a mark each were put one after another.
  const hasMark = beginsWith(joined, BYTE_ORDER_MARK);
  const bytes = hasMark ? joined.subarray(BYTE_ORDER_MARK.length) : joined;
  if (!isUtf8(bytes)) return { number, text: '', problem: charsetProblem(bytes) };
  return { number, text: bytes.toString() };
}

function charsetProblem(bytes: Buffer): string {
  const wrong = firstWrongByte(bytes);
  const hex = bytes[wrong]?.toString(16).toUpperCase();
  return `Expected text in UTF-8, got the byte 0x${hex} at byte ${wrong + 1}. If the file is in Windows-1252 or Latin-1, convert it: iconv -f WINDOWS-1252 -t UTF-8`;
}

function firstWrongByte(bytes: Buffer): number {
  let from = 0;
  let to = bytes.length;
  // The longest beginning that is UTF-8, or would be with some bytes more.
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (isUtf8Beginning(bytes.subarray(0, middle))) from = middle;
    else to = middle - 1;
  }
  while (!isUtf8(bytes.subarray(0, from))) from -= 1;
  return from;
}

function isUtf8Beginning(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
