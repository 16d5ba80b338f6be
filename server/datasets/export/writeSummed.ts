import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export type Summary = { bytes: number; sha256: string };

/** Writes a file as its content comes, and tells its size and its SHA-256 in hexadecimal. */
export async function writeSummed(
  path: string,
  chunks: AsyncIterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<Summary> {
  const digest = createHash('sha256');
  let bytes = 0;
  async function* summed() {
    for await (const chunk of chunks) {
      const content = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      digest.update(content);
      bytes += content.length;
      yield content;
    }
  }
  await pipeline(summed, createWriteStream(path), ...(signal ? [{ signal }] : []));
  return { bytes, sha256: digest.digest('hex') };
}
