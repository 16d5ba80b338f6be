import { constants, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, Readable, Transform } from 'node:stream';

/** A file's bytes as they are when it is opened: no more when it grows, and an error when it shrinks. */
export type WholeFile = { size: number; content: ReadableStream<Uint8Array> | null };

const ABSENT = new Set([
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'ENXIO',
  'ENAMETOOLONG',
  'ERR_INVALID_ARG_VALUE',
]);
// A link may lead anywhere, and opening a pipe would wait for its writer.
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Opens a file to read it once; null when there is none, or something else than a file. */
export async function openWholeFile(path: string): Promise<WholeFile | null> {
  const handle = await open(path, FLAGS).catch((error: NodeJS.ErrnoException) => {
    if (ABSENT.has(error.code ?? '')) return null;
    throw error;
  });
  if (!handle) return null;
  const stats = await handle.stat();
  const { size } = stats;
  if (stats.isFile() && size > 0) {
    const reading = handle.createReadStream({ end: size - 1 });
    const content = new Transform({
      transform: (chunk, _encoding, done) => done(null, chunk),
      flush(done) {
        const { bytesRead } = reading;
        const isWhole = bytesRead === size;
        done(
          isWhole ? null : new Error(`${basename(path)} was cut to ${bytesRead} bytes of ${size}`),
        );
      },
    });
    pipeline(reading, content, () => {});
    // Node's own stream type and the DOM's are one at run time.
    return { size, content: Readable.toWeb(content) as ReadableStream<Uint8Array> };
  }
  await handle.close();
  return stats.isFile() ? { size, content: null } : null;
}
