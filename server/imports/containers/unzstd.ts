import { pipeline } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { type Bytes, refusal } from './bytes.ts';

/** Unpacks all frames of a file in Zstandard, which a decoder of Node's leaves after the first. */
export async function* unzstd(source: Bytes): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    let rest: Uint8Array | undefined = await nextOf(iterator);
    while (rest) rest = yield* unzstdFrame(rest, iterator);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && /^Z(STD)?_/.test(String(error.code))))
      throw error;
    throw refusal(`Expected a whole file in Zstandard: ${error.message}`);
  } finally {
    await iterator.return?.();
  }
}

/** Unpacks a frame that begins with `first`, and answers the bytes after it that were read with it. */
async function* unzstdFrame(
  first: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, Uint8Array | undefined> {
  const decoder = createZstdDecompress();
  const given: Uint8Array[] = [];
  let passed = 0;

  async function* feed() {
    for (let chunk: Uint8Array | undefined = first; chunk; chunk = await nextOf(iterator)) {
      given.push(chunk);
      for (let [oldest] = given; oldest; [oldest] = given) {
        if (passed + oldest.length > decoder.bytesWritten) break;
        passed += oldest.length;
        given.shift();
      }
      yield chunk;
    }
  }

  // What breaks off the source must end the reading too; both are thrown here.
  yield* pipeline(feed(), decoder, () => {});
  const rest = Buffer.concat(given).subarray(decoder.bytesWritten - passed);
  return rest.length > 0 ? rest : await nextOf(iterator);
}

async function nextOf(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) return undefined;
    if (value.length > 0) return value;
  }
}
