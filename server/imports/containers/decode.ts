import { BYTE_ORDER_MARK, type Bytes, beginningOf, beginsWith, refusal } from './bytes.ts';

// Files that are no text, by how they begin.
const OTHER_FILES: [string, number[]][] = [
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a Parquet file that is encrypted', [0x50, 0x41, 0x52, 0x45]],
  ['an Arrow file', [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]],
  ['a file in bzip2', [0x42, 0x5a, 0x68]],
  ['a file in xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['an SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20]],
];

/** The text of a file in UTF-8 without its byte order mark, converted from UTF-16 where it begins so.
 * @throws ValidationError when it is another kind of file, or breaks off */
export async function* decode(source: Bytes): AsyncGenerator<Uint8Array> {
  const { head, whole } = await beginningOf(source, 8);
  try {
    const other = OTHER_FILES.find(([, bytes]) => beginsWith(head, bytes));
    if (other) throw refusal(`Expected JSON Lines or a JSON array as text, got ${other[0]}`);
    const encoding = utf16Of(head);
    yield* encoding ? toUtf8(whole, encoding) : withoutMark(whole, head);
  } finally {
    await whole.return?.();
  }
}

/** Which UTF-16 a text is in: by its byte order mark, or because half of its first character is zero. */
function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = head;
  if (second === undefined) return undefined;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

async function* withoutMark(source: Bytes, head: Uint8Array): AsyncGenerator<Uint8Array> {
  let toPass = beginsWith(head, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  for await (const chunk of source) {
    const passed = Math.min(toPass, chunk.length);
    toPass -= passed;
    yield chunk.subarray(passed);
  }
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
