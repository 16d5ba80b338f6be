import { openFile } from '../files/open.ts';
import { continuesCharacter, decodeOutput } from './decode.ts';

/** How much of an output stream a run keeps in its row, in bytes of UTF-8. */
export const OUTPUT_TAIL_BYTES = 10 * 1024;

/** The last 10 KB before a place, with a notice of what comes before; null when the file is gone. */
export async function outputTail(path: string, end: number): Promise<string | null> {
  if (end === 0) return '';
  const bytes = Buffer.alloc(Math.min(end, OUTPUT_TAIL_BYTES));
  const read = await readAt(path, bytes, end - bytes.length);
  if (!read) return null;
  const kept = fitting(read, { isWhole: bytes.length === end });
  const cut = end - kept.length;
  const text = decodeOutput(kept);
  return cut > 0 ? `[... ${cut} bytes cut, the last ${kept.length} follow ...]\n${text}` : text;
}

async function readAt(path: string, into: Buffer, place: number): Promise<Buffer | null> {
  const file = await openFile(path);
  if (!file) return null;
  try {
    const { bytesRead } = await file.read(into, 0, into.length, place);
    return into.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The end of some bytes that begins with a character and takes no more than 10 KB as text. */
function fitting(bytes: Buffer, { isWhole }: { isWhole: boolean }): Buffer {
  let kept = isWhole ? bytes : fromCharacter(bytes);
  // What is no UTF-8 takes more room as text.
  for (let over = excess(kept); over > 0; over = excess(kept)) {
    kept = fromCharacter(kept.subarray(Math.ceil(over / 3)));
  }
  return kept;
}

function excess(bytes: Buffer): number {
  return Buffer.byteLength(decodeOutput(bytes)) - OUTPUT_TAIL_BYTES;
}

function fromCharacter(bytes: Buffer): Buffer {
  const start = bytes.subarray(0, 4).findIndex((byte) => !continuesCharacter(byte));
  return bytes.subarray(Math.max(0, start));
}
