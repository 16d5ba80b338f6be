import { createHash } from 'node:crypto';
import type { Bytes } from './containers/bytes.ts';

/** Takes the SHA-256 of bytes while they are read; there is none until they were read to their end. */
export function fingerprint(source: Bytes): { source: Bytes; sha256: () => string | undefined } {
  const hash = createHash('sha256');
  let digest: string | undefined;
  async function* read() {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
    digest = hash.digest('hex');
  }
  return { source: read(), sha256: () => digest };
}
