import { basename } from 'node:path';
import { pipeline, Readable, Transform } from 'node:stream';
import { openFile } from '../files/open.ts';

/** A file's bytes as they are when it is opened: no more when it grows, and an error when it shrinks. */
export type WholeFile = { size: number; content: ReadableStream<Uint8Array> | null };

/** Opens a file to read it once; null when there is none, or something else than a file. */
export async function openWholeFile(path: string): Promise<WholeFile | null> {
  const file = await openFile(path);
  if (!file) return null;
  const { size } = await file.stat();
  if (size === 0) {
    await file.close();
    return { size, content: null };
  }
  const reading = file.createReadStream({ end: size - 1 });
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
