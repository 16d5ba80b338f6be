import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpack } from './unpack.ts';

const TEXT = Array.from({ length: 5_000 }, (_, index) => `${index} é\n`).join('');
// Zstandard gives no part of a block, which has up to 128 KB.
const LONG = Array.from({ length: 100_000 }, (_, index) => `${index ** 3}\n`).join('');
// A frame whose content is to be passed over.
const SKIPPABLE = Buffer.of(0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2);

describe('What is unpacked', () => {
  it.for<[string, Uint8Array, string | null]>([
    ['as it is', Buffer.from(TEXT), null],
    ['from gzip', gzipSync(TEXT), 'gzip'],
    ['from Zstandard', zstdCompressSync(TEXT), 'zstd'],
    ['from gzip in Zstandard', zstdCompressSync(gzipSync(TEXT)), 'zstd'],
    ['from Zstandard in gzip', gzipSync(zstdCompressSync(TEXT)), 'gzip'],
    ['from gzip twice', gzipSync(gzipSync(TEXT)), 'gzip'],
    [
      'from all members of gzip',
      Buffer.concat([gzipSync(TEXT.slice(0, 9_000)), gzipSync(TEXT.slice(9_000))]),
      'gzip',
    ],
    [
      'from all frames of Zstandard',
      Buffer.concat([
        zstdCompressSync(TEXT.slice(0, 9_000)),
        SKIPPABLE,
        zstdCompressSync(TEXT.slice(9_000, 20_000)),
        zstdCompressSync(TEXT.slice(20_000)),
      ]),
      'zstd',
    ],
  ])('is whole %s, however it is cut', async ([, bytes, packing]) => {
    for (const length of [1, 7, 1_000, bytes.length]) {
      const { whole, packing: found } = await unpack(cut(bytes, length));
      expect(found).toBe(packing);
      expect(await textOf(whole)).toBe(TEXT);
    }
  });

  it.for([
    ['gzip', gzipSync(LONG), 'Expected a whole file in gzip: unexpected end of file'],
    ['zstd', zstdCompressSync(LONG), 'Expected a whole file in Zstandard: unexpected end of file'],
  ] as const)(
    'from %s that is cut off is given as far as it goes, and said to be',
    async (given) => {
      const [, bytes, message] = given;
      const { whole } = await unpack(cut(bytes.subarray(0, bytes.length - 50), 100));
      let text = '';
      const reading = async () => {
        for await (const chunk of whole) text += Buffer.from(chunk).toString('latin1');
      };
      await expect(reading()).rejects.toThrow(message);
      expect(text.length).toBeGreaterThan(0);
      expect(LONG.startsWith(text)).toBe(true);
    },
  );

  it('from Zstandard with something else after it is given, and then refused', async () => {
    const bytes = Buffer.concat([zstdCompressSync('a'), Buffer.from('else')]);
    const { whole } = await unpack(cut(bytes, 100));
    await expect(textOf(whole)).rejects.toThrow('Expected a whole file in Zstandard');
  });

  it('is refused when it is packed three times, and its source is freed', async () => {
    const source = watched(cut(gzipSync(gzipSync(gzipSync('x'))), 10));
    await expect(unpack(source.bytes)).rejects.toThrow('packed at most 2 times');
    expect(source.isFreed()).toBe(true);
  });

  it.for([
    ['plain', Buffer.from(TEXT)],
    ['gzip', gzipSync(TEXT)],
    ['zstd', zstdCompressSync(TEXT)],
  ] as const)('frees its source when it is left before the end (%s)', async ([, bytes]) => {
    const untouched = watched(cut(bytes, 100));
    await (await unpack(untouched.bytes)).whole.return?.();
    const begun = watched(cut(bytes, 100));
    for await (const _ of (await unpack(begun.bytes)).whole) break;
    expect([untouched.isFreed(), begun.isFreed()]).toEqual([true, true]);
  });

  it.for([
    ['plain', Buffer.from(TEXT)],
    ['gzip', gzipSync(TEXT)],
    ['zstd', zstdCompressSync(TEXT)],
  ] as const)('fails as its source fails (%s)', async ([, bytes]) => {
    async function* failing() {
      yield bytes.subarray(0, 200);
      throw new Error('the network is gone');
    }
    await expect(async () => textOf((await unpack(failing())).whole)).rejects.toThrow(
      'the network is gone',
    );
  });
});

async function* cut(bytes: Uint8Array, length: number) {
  for (let start = 0; start < bytes.length; start += length) {
    yield bytes.subarray(start, start + length);
  }
}

function watched(source: AsyncIterable<Uint8Array>) {
  let isFreed = false;
  async function* bytes() {
    try {
      yield* source;
    } finally {
      isFreed = true;
    }
  }
  return { bytes: bytes(), isFreed: () => isFreed };
}

async function textOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.concat(await Array.fromAsync(source)).toString();
}
