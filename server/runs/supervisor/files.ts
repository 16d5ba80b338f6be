import { open, rename, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const RETRY_DELAY = 500;
// The disk, or what is allotted on it, is full: someone can make room.
const PASSING = new Set(['ENOSPC', 'EDQUOT', 'EIO']);

/**
 * Appends a stream to a file as it comes. While the disk is full it waits and reads no more, so that
 * the writer waits too and nothing is lost.
 */
export async function appendAll(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await patiently(() => open(path, 'a'));
  try {
    for await (const chunk of source) {
      for (let rest = chunk; rest.length > 0; ) {
        const { bytesWritten } = await patiently(() => file.write(rest));
        rest = rest.subarray(bytesWritten);
      }
    }
  } finally {
    await file.close();
  }
}

/** Writes JSON so that whoever reads the file finds all of it or none. */
export async function writeWhole(path: string, value: object): Promise<void> {
  await writeFile(`${path}.partial`, `${JSON.stringify(value)}\n`);
  await rename(`${path}.partial`, path);
}

/** Tries again for as long as only room on the disk is missing. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && PASSING.has(String(error.code))))
        throw error;
      await delay(RETRY_DELAY);
    }
  }
}
