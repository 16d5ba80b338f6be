import { BYTE_ORDER_MARK } from './bytes.ts';
import { countBlankLines, type Line, NEWLINE, toLine } from './lines.ts';

const [TAB, RETURN, SPACE] = [0x09, 0x0d, 0x20];
const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];
const BETWEEN = new Set([TAB, NEWLINE, RETURN, SPACE, COMMA, LIST, LIST_END, ...BYTE_ORDER_MARK]);

/** Splits a JSON document into its values, some at a time, each with the line on which it begins: the
 * items of a list, or values one after another, over as many lines as they like. One of more than
 * `maxBytes` is passed over and reported. What is no JSON inside of a value is left to who parses it. */
export async function* readValues(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Line[]> {
  const blank = countBlankLines();
  let line = 1;
  let lists = 0;
  let value: { parts: Buffer[]; length: number; number: number } | undefined;
  let depth = 0;
  let isText = false;
  let isEscaped = false;

  function add(part: Buffer) {
    if (!value) return;
    value.length += part.length;
    if (value.length <= maxBytes) value.parts.push(part);
    else value.parts = [];
  }

  function take(): Line[] {
    const taken = value && toLine(value.parts, { ...value, maxBytes });
    value = undefined;
    return taken ? [taken] : [];
  }

  for await (const chunk of source) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const values: Line[] = [];
    let start = 0;
    for (let at = 0; at < buffer.length; at++) {
      const byte = buffer[at] ?? 0;
      if (byte === NEWLINE) {
        line += 1;
        blank(line, !value);
      }
      if (value === undefined) {
        if (byte === LIST) lists += 1;
        else if (byte === LIST_END) lists -= 1;
        if (BETWEEN.has(byte)) continue;
        value = { parts: [], length: 0, number: line };
        [start, depth, isText, isEscaped] = [at, 0, false, false];
      }
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isText = false;
        continue;
      }
      if (byte === QUOTE) isText = true;
      else if (byte === OBJECT || byte === LIST) depth += 1;
      else if (depth === 0 && BETWEEN.has(byte)) {
        // The end of a number or a word, or of something that is neither.
        add(buffer.subarray(start, at));
        values.push(...take());
        if (byte === LIST_END) lists -= 1;
      } else if (byte === OBJECT_END || byte === LIST_END) {
        depth -= 1;
        if (depth > 0) continue;
        add(buffer.subarray(start, at + 1));
        values.push(...take());
      }
    }
    if (value) add(buffer.subarray(start));
    if (values.length > 0) yield values;
  }
  const last = take();
  if (last.length > 0) yield last;
  if (lists > 0 && last.length === 0) {
    const problem = 'Expected the end of the list, `]`, got the end of the file: it may be cut off';
    yield [{ number: line, text: '', problem }];
  }
}
