import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ValidationError } from '../errors.ts';

type Bytes = AsyncIterable<Uint8Array>;

const GZIP = [0x1f, 0x8b];

// Files that are no text, by how they begin.
const OTHER_FILES: [string, number[]][] = [
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a file in Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a file in bzip2', [0x42, 0x5a, 0x68]],
  ['a file in xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['an SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20]],
];

/** The text of a file in UTF-8, unpacked from gzip and converted from UTF-16 where it begins so.
 * @throws ValidationError when it is another kind of file, or breaks off */
export async function* decode(source: Bytes): AsyncGenerator<Uint8Array> {
  const { head, whole } = await beginningOf(source, 8);
  const other = OTHER_FILES.find(([, bytes]) => beginsWith(head, bytes));
  if (other) throw refusal(`Expected JSON Lines or a JSON array as text, got ${other[0]}`);
  if (beginsWith(head, GZIP)) yield* decode(unzip(whole));
  else {
    const encoding = utf16Of(head);
    yield* encoding ? toUtf8(whole, encoding) : whole;
  }
}

export async function* unzip(source: Bytes): AsyncGenerator<Uint8Array> {
  try {
    // What breaks off the source must end the reading too; both are thrown here.
    yield* pipeline(source, createGunzip(), () => {});
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')))
      throw error;
    throw refusal(`Expected a whole file in gzip: ${error.message}`);
  }
}

export async function beginningOf(
  source: Bytes,
  length: number,
): Promise<{ head: Uint8Array; whole: Bytes }> {
  const rest = source[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let bytes = 0;
  let failed: { error: unknown } | undefined;
  while (bytes < length && !failed) {
    try {
      const { done, value } = await rest.next();
      if (done) break;
      read.push(value);
      bytes += value.length;
    } catch (error) {
      failed = { error };
    }
  }
  async function* whole() {
    yield* read;
    // What came before a failure is still to be had.
    if (failed) throw failed.error;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  return { head: Buffer.concat(read).subarray(0, length), whole: whole() };
}

function beginsWith(head: Uint8Array, bytes: number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

/** Which UTF-16 a text is in: by its byte order mark, or because half of its first character is zero. */
function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = head;
  if (second === undefined) return undefined;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

async function* toUtf8(source: Bytes, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const read = (bytes?: Uint8Array) => {
    try {
      return Buffer.from(decoder.decode(bytes, { stream: bytes !== undefined }));
    } catch {
      throw refusal(`Expected text in ${encoding.toUpperCase()}, as it begins, got other bytes`);
    }
  };
  for await (const chunk of source) yield read(chunk);
  yield read();
}

function refusal(message: string): ValidationError {
  return new ValidationError([{ path: [], message }]);
}
