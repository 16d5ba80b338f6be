import type { Bytes } from './bytes.ts';
import { countBlankLines, type Line, NEWLINE, toWholeLine } from './lines.ts';

const [QUOTE, RETURN] = [0x22, 0x0d];
// Where in a row a byte stands: before a cell, in one without quotes, in quotes, or after a quote that may have ended them.
const [BEFORE, PLAIN, QUOTED, AFTER_QUOTE] = [0, 1, 2, 3];

/** Splits a table into the texts of its rows, some at a time, each with the line on which it begins; in quotes a row goes
 * over several lines. One of more than `maxBytes` is passed over and reported. What is wrong inside of a row is left to who
 * parses it. @throws ValidationError when there is nothing but blank lines for a million of them */
export async function* readTableLines(
  source: Bytes,
  { delimiter, maxBytes }: { delimiter: string; maxBytes: number },
): AsyncGenerator<Line[]> {
  const separator = delimiter.charCodeAt(0);
  const blank = countBlankLines();
  let line = 1;
  let row = { number: line, length: 0 };
  let parts: Buffer[] = [];
  let state = BEFORE;
  let quotedFrom = line;

  function add(part: Buffer) {
    row.length += part.length;
    if (row.length <= maxBytes) parts.push(part);
    else parts = [];
  }

  function take(): Line[] {
    const taken = toWholeLine(parts, { ...row, maxBytes });
    const text = taken.text.endsWith('\r') ? taken.text.slice(0, -1) : taken.text;
    const isBlank = text === '' && !taken.problem;
    blank(row.number, isBlank);
    const open = `the quote that opens on line ${quotedFrom} is not closed`;
    const isOpen = state === QUOTED;
    const problem = isOpen ? `${taken.problem ?? 'Expected a whole row'}: ${open}` : taken.problem;
    row = { number: line + 1, length: 0 };
    [parts, state] = [[], BEFORE];
    return isBlank ? [] : [{ ...taken, text, problem }];
  }

  for await (const chunk of source) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let start = 0;
    for (let at = 0; at < buffer.length; at++) {
      const byte = buffer[at] ?? 0;
      if (byte === NEWLINE) {
        if (state !== QUOTED) {
          add(buffer.subarray(start, at));
          lines.push(...take());
          start = at + 1;
        }
        line += 1;
      } else if (state === QUOTED) {
        if (byte === QUOTE) state = AFTER_QUOTE;
      } else if (byte === separator) {
        state = BEFORE;
      } else if (byte === QUOTE && state !== PLAIN) {
        if (state === BEFORE) quotedFrom = line;
        state = QUOTED;
      } else if (byte !== RETURN || state !== BEFORE) {
        state = PLAIN;
      }
    }
    add(buffer.subarray(start));
    if (lines.length > 0) yield lines;
  }
  const last = row.length > 0 ? take() : [];
  if (last.length > 0) yield last;
}
