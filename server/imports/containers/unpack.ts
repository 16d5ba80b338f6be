import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Beginning, type Bytes, beginningOf, beginsWith, refusal } from './bytes.ts';
import { unzstd } from './unzstd.ts';

export type Packing = 'gzip' | 'zstd';

const PACKINGS: { packing: Packing; magic: number[]; open: (source: Bytes) => Bytes }[] = [
  { packing: 'gzip', magic: [0x1f, 0x8b], open: unzip },
  { packing: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd], open: unzstd },
];
// A file that is packed twice was packed once more on its way; there are files that unpack to themselves.
const MOST_LAYERS = 2;

/** What is in a file, which may be in gzip or Zstandard, and in one of them once more.
 * @throws ValidationError when it is packed more often; and while it is read, when it breaks off */
export async function unpack(source: Bytes): Promise<Beginning & { packing: Packing | null }> {
  let opened = await beginningOf(source, 8);
  let outermost: Packing | null = null;
  for (let layers = 0; ; layers++) {
    const found = PACKINGS.find(({ magic }) => beginsWith(opened.head, magic));
    if (!found) return { ...opened, packing: outermost };
    if (layers === MOST_LAYERS) {
      await opened.whole.return?.();
      throw refusal(`Expected a file that is packed at most ${MOST_LAYERS} times, got one more`);
    }
    outermost ??= found.packing;
    opened = await beginningOf(found.open(opened.whole), 8);
  }
}

export async function* unzip(source: Bytes): AsyncGenerator<Uint8Array> {
  try {
    // What breaks off the source must end the reading too; both are thrown here.
    yield* pipeline(source, createGunzip(), () => {});
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')))
      throw error;
    throw refusal(`Expected a whole file in gzip: ${error.message}`);
  }
}
