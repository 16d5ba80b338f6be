import { beginningOf, decode } from './decode.ts';
import { type Line, readLines } from './lines.ts';
import { readValues } from './values.ts';

const LOOKED_AT = 4_096;

/** Splits a file into its records: JSON Lines, a list or values over several lines, in UTF-8, UTF-16 or gzip, seen by
 * how it begins. @throws ValidationError when it is none of them, or breaks off */
export async function* readRecords(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Line[]> {
  const { head, whole } = await beginningOf(decode(source), LOOKED_AT);
  const isDocument = DOCUMENT.test(Buffer.from(head).toString());
  yield* isDocument ? readValues(whole, maxBytes) : readLines(whole, maxBytes);
}

// No trace begins with a list; and where a line is a brace alone, an object goes over several.
const DOCUMENT = /^[\uFEFF\s]*(\[|\{[ \t]*\r?\n)/;
