import { beginningOf } from './bytes.ts';
import { decode } from './decode.ts';
import { type Line, readLines } from './lines.ts';
import { isDocument } from './sniff.ts';
import { unpack } from './unpack.ts';
import { readValues } from './values.ts';

/** Splits a file into its records: JSON Lines, a list or values over several lines, in UTF-8 or UTF-16, packed or not,
 * seen by how it begins. @throws ValidationError when it is none of them, or breaks off */
export async function* readRecords(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Line[]> {
  const { whole: content } = await unpack(source);
  const { head, whole } = await beginningOf(decode(content), 4_096);
  yield* isDocument(head) ? readValues(whole, maxBytes) : readLines(whole, maxBytes);
}
