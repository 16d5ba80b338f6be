import { Readable } from 'node:stream';

/** A response that is produced as it is read, as fast as the reader takes it. When a producer fails
 * after the first bytes, the connection breaks off, so that nobody takes a part for the whole. */
export function streamed(
  chunks: AsyncIterable<string | Uint8Array>,
  headers: Record<string, string>,
): Response {
  const body = Readable.toWeb(
    Readable.from(encoded(chunks), { objectMode: false, highWaterMark: HIGH_WATER_MARK }),
  );
  // Node's own stream type and the DOM's are one at run time.
  return new Response(body as ReadableStream<Uint8Array>, { headers });
}

const HIGH_WATER_MARK = 1 << 20;

/** Texts as bytes. No generator: one that waits for a chunk would not tell its source that the reader has left. */
function encoded(chunks: AsyncIterable<string | Uint8Array>): AsyncIterableIterator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  const leave = async () => {
    await source.return?.();
    return { done: true, value: undefined } as const;
  };
  return {
    async next() {
      const { done, value } = await source.next();
      if (done) return { done, value: undefined };
      return { value: typeof value === 'string' ? Buffer.from(value) : value };
    },
    return: leave,
    throw: leave,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Headers of a JSON Lines file to download. */
export function jsonLines(filename: string): Record<string, string> {
  return {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="${filename}"`,
  };
}
