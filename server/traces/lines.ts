import { isUtf8 } from 'node:buffer';

/** A line of a file, numbered from 1; `problem` says why its text can't be read. */
export type Line = { number: number; text: string; problem?: string };

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Splits bytes into lines, some at a time, without those that are empty. A line of more than `maxBytes`
 * is passed over and reported, so that memory does not grow with it.
 */
export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Line[]> {
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
    const line = toLine(parts, { number, length, maxBytes });
    [parts, length] = [[], 0];
    return line ? [line] : [];
  }

  for await (const chunk of source) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let start = 0;
    for (let end = buffer.indexOf(NEWLINE); end >= 0; end = buffer.indexOf(NEWLINE, start)) {
      add(buffer.subarray(start, end));
      lines.push(...take());
      start = end + 1;
    }
    add(buffer.subarray(start));
    if (lines.length > 0) yield lines;
  }
  const last = length > 0 ? take() : [];
  if (last.length > 0) yield last;
}

function toLine(
  parts: Buffer[],
  { number, length, maxBytes }: { number: number; length: number; maxBytes: number },
): Line | undefined {
  if (length > maxBytes) {
    return {
      number,
      text: '',
      problem: `Expected a line of at most ${maxBytes} bytes, got ${length}`,
    };
  }
  const [first, ...rest] = parts;
  const joined = rest.length > 0 || !first ? Buffer.concat(parts) : first;
  const hasMark = number === 1 && BYTE_ORDER_MARK.every((byte, index) => joined[index] === byte);
  const bytes = hasMark ? joined.subarray(BYTE_ORDER_MARK.length) : joined;
  if (!isUtf8(bytes))
    return { number, text: '', problem: 'Expected text in UTF-8, got other bytes' };
  const text = bytes.toString().trimEnd();
  return text === '' ? undefined : { number, text };
}
