import type { FileHandle } from 'node:fs/promises';
import { refusal } from '../bytes.ts';

/** A Parquet file on disk, read by ranges. */
export type ParquetFile = { handle: FileHandle; size: number };

/** The bytes of a range, in memory of their own, so that no offset in them leads to others. */
export async function readRange(
  { handle, size }: ParquetFile,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!(start >= 0 && start <= end && end <= size))
    throw damage(`it points to bytes ${start} to ${end} of ${size}`);
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) throw damage(`it ends at byte ${start + filled} of ${size}`);
    filled += bytesRead;
  }
  return bytes;
}

export function damage(what: string) {
  return refusal(`Expected a whole Parquet file: ${what}`);
}

/** Does what reads bytes that may be damaged, whose every failure says that they are. */
export function reading<Result>(place: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    // What the reader's code stumbles over says nothing of the file.
    const isTold = error instanceof Error && !(error instanceof TypeError);
    throw damage(`${place} can't be read${isTold ? `: ${error.message}` : ''}`);
  }
}
