import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { fileWriter, parquetWrite, parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureMemory } from '../../testing/retainedMemory.ts';
import { type Container, readRows } from './readRows.ts';
import type { Row } from './row.ts';

const ROWS = [
  { a: 'Größe 漢 𝄞', b: [1, { c: null }] },
  { a: 'x', b: [] },
];
const JSONL = ROWS.map((row) => `${JSON.stringify(row)}\n`).join('');
const CSV = 'a,b\nGröße 漢 𝄞,"[1,{""c"":null}]"\nx,[]\n';
const PARQUET = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'a', data: ROWS.map(({ a }) => a), type: 'STRING' },
      { name: 'b', data: ROWS.map(({ b }) => b), type: 'JSON' },
    ],
  }),
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rows-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('The rows of a file', () => {
  const texts: [Container['container'], string][] = [
    ['jsonl', JSONL],
    ['json', JSON.stringify(ROWS, null, 2)],
    ['csv', CSV],
    ['tsv', CSV.replace(',', '\t').replace(',"', '\t"').replace('x,', 'x\t')],
  ];
  const written: [string, Container['container'], Uint8Array][] = texts.flatMap(
    ([container, text]) => [
      ['UTF-8', container, Buffer.from(text)],
      ['UTF-8 with a mark', container, Buffer.from(`\uFEFF${text}`)],
      ['UTF-16', container, Buffer.from(`\uFEFF${text}`, 'utf16le')],
      ['UTF-16 of the other order', container, Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
      ['CRLF', container, Buffer.from(text.replaceAll('\n', '\r\n'))],
    ],
  );
  it.for([...written, ['itself', 'parquet', PARQUET] as const])(
    'are the same in %s as %s, packed or not',
    async ([, container, bytes]) => {
      for (const [packing, packed] of [
        [null, bytes],
        ['gzip', gzipSync(bytes)],
        ['zstd', zstdCompressSync(bytes)],
        ['zstd', zstdCompressSync(gzipSync(bytes))],
      ] as const) {
        const { found, rows } = await read(cut(packed, 5));
        expect(found).toEqual({ container, packing });
        expect(rows.map(({ value }) => value)).toEqual(ROWS);
      }
    },
  );

  it('are known to be in their container before the first is read', async () => {
    const told: string[] = [];
    const onContainer = ({ container }: Container) => told.push(container);
    const bytes = Buffer.from(CSV);
    for await (const rows of readRows(cut(bytes, 10), options({ onContainer })))
      told.push(...rows.map(({ number }) => `${number}`));
    expect(told).toEqual(['csv', '2', '3']);
  });

  it('are seen to have tabs between them by the name of their file, where both may be', async () => {
    const hint = { name: 'rows.tsv' };
    const { rows } = await read(cut(Buffer.from('a,b\tc\n1,2\t3\n'), 10), { hint });
    expect(rows).toEqual([{ number: 2, value: { 'a,b': '1,2', c: '3' } }]);
  });

  it('are refused one by one where they are no objects', async () => {
    const { rows } = await read(cut(Buffer.from('{"a":1}\n[2]\n{"a":3,"a":4}\n{"a":'), 100));
    expect(rows).toEqual([
      { number: 1, value: { a: 1 } },
      { number: 2, problem: 'Expected an object, got [2]' },
      { number: 3, problem: 'Expected JSON: Expected each key once in an object, got `a` again' },
      { number: 4, problem: expect.stringContaining('Expected JSON: Unexpected end') },
    ]);
  });

  it('are none in an empty file', async () => {
    for (const bytes of ['', '\uFEFF', '\n\n', gzipSync('')])
      expect((await read(cut(Buffer.from(bytes), 10))).rows).toEqual([]);
  });

  it.for<[string, string]>([
    ['JSON Lines', `${JSON.stringify({ a: 'x'.repeat(1_000) })}\n`],
    ['a table', `${'x'.repeat(1_000)},"y"\n`],
  ])('of %s are read no further than they are taken', async ([, line]) => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += line.length;
        yield Buffer.from(line);
      }
    }
    for await (const _ of readRows(endless(), options())) break;
    expect(given).toBeLessThan(200_000);
  });
});

describe('A file that ends too early', () => {
  const many = Array.from({ length: 50_000 }, (_, index) => ({ a: `${index ** 3}` }));
  const lines = many.map((row) => `${JSON.stringify(row)}\n`).join('');
  const table = `a\n${many.map(({ a }) => `${a}\n`).join('')}`;

  it.for<[string, Uint8Array, string]>([
    ['gzip', gzipSync(lines), 'Expected a whole file in gzip'],
    ['zstd', zstdCompressSync(lines), 'Expected a whole file in Zstandard'],
    ['a table in gzip', gzipSync(table), 'Expected a whole file in gzip'],
    ['UTF-16', Buffer.from(`\uFEFF${lines}`, 'utf16le'), 'Expected text in UTF-16LE'],
  ])('has its rows read as far as they go, and is refused (%s)', async ([, bytes, message]) => {
    const rows: Row[] = [];
    const reading = async () => {
      for await (const some of readRows(cut(bytes.subarray(0, -1_001), 10_000), options()))
        rows.push(...some);
    };
    await expect(reading()).rejects.toThrow(message);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.map(({ value }) => value)).toEqual(many.slice(0, rows.length));
  });

  it.for([
    ['JSON Lines', Buffer.from(lines)],
    ['a table', Buffer.from(table)],
    ['Parquet', PARQUET],
    ['Parquet in zstd', zstdCompressSync(PARQUET)],
  ] as const)('fails as its source does, and leaves nothing behind (%s)', async ([, bytes]) => {
    async function* failing() {
      yield* cut(bytes.subarray(0, -20), 10_000);
      throw new Error('the network is gone');
    }
    await expect(read(failing())).rejects.toThrow('the network is gone');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('Who leaves a file', () => {
  it.for([
    ['JSON Lines', Buffer.from(JSONL)],
    ['a table in gzip', gzipSync(CSV)],
    ['a list in zstd', zstdCompressSync(JSON.stringify(ROWS))],
    ['Parquet', PARQUET],
  ] as const)('of %s frees its source, and leaves nothing behind', async ([, bytes]) => {
    let isFreed = false;
    async function* source() {
      try {
        yield* cut(bytes, 10);
      } finally {
        isFreed = true;
      }
    }
    for await (const rows of readRows(source(), options())) {
      expect(rows.length).toBeGreaterThan(0);
      break;
    }
    expect(isFreed).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('A file made to do harm', () => {
  it.for<[string, Uint8Array]>([
    ['blank lines in gzip', gzipSync(Buffer.alloc(100_000_000, '\n'))],
    ['blank lines in zstd', zstdCompressSync(Buffer.alloc(100_000_000, '\n'))],
    ['blank lines packed twice', gzipSync(gzipSync(Buffer.alloc(100_000_000, '\n')))],
    [
      'blank lines in a table',
      zstdCompressSync(Buffer.concat([Buffer.from('a,b\n'), Buffer.alloc(100_000_000, '\r\n')])),
    ],
  ])('of %s without end is given up', async ([, bytes]) => {
    await expect(read(cut(bytes, 1_000))).rejects.toThrow('more than 1000000 blank lines');
  });

  it('of Parquet that unpacks to a full disk is given up, and leaves nothing behind', async () => {
    const zeros = gzipSync(Buffer.alloc(10_000_000));
    async function* source() {
      yield gzipSync('PAR1');
      for (let index = 0; index < 1_000; index++) yield zeros;
    }
    await expect(read(source())).rejects.toThrow(
      'Expected a Parquet file that unpacks to at most 200 times its size',
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a quote that is never closed is one row that is wrong', async () => {
    async function* source() {
      yield Buffer.from('a,b\n1,2\n3,"');
      yield* repeated(Buffer.alloc(1_000_000, '4,5\n'), 100);
    }
    const memory = measureMemory(source());
    expect((await read(memory.source)).rows).toEqual([
      { number: 2, value: { a: '1', b: '2' } },
      {
        number: 3,
        problem:
          'Expected a line of at most 4000000 bytes, got 100000003: the quote that opens on line 3 is not closed',
      },
    ]);
    expect(memory.growth()).toBeLessThan(50_000_000);
  });
});

describe('100 MB', () => {
  const text = 'x'.repeat(4_950);
  it.for<[string, () => AsyncIterable<Uint8Array>]>([
    ['JSON Lines', () => repeated(Buffer.from(`{"a":"${text}"}\n`), 20_000)],
    ['a list', () => repeated(Buffer.from(`[{"a":"${text}"}]\n`), 20_000)],
    ['a table', () => repeated(Buffer.from(`"${text}",b\n`), 20_000)],
  ])('of %s pass through memory that does not grow with them', async ([, source]) => {
    const memory = measureMemory(source());
    let count = 0;
    for await (const rows of readRows(memory.source, options())) count += rows.length;
    expect(count).toBeGreaterThanOrEqual(19_999);
    expect(memory.measurements()).toBeGreaterThanOrEqual(10);
    expect(memory.growth()).toBeLessThan(50_000_000);
  });

  it('of Parquet in one row group pass through memory that does not grow with them', async () => {
    const path = join(folder, 'large.parquet');
    const data = Array.from({ length: 20_000 }, (_, index) => `${index} ${text}`);
    parquetWrite({
      writer: fileWriter(path),
      columnData: [{ name: 'a', data, encoding: 'PLAIN' }],
      codec: 'UNCOMPRESSED',
      rowGroupSize: 20_000,
    });
    data.length = 0;
    async function* given() {
      for await (const rows of readRows(createReadStream(path), options())) {
        for (const { value } of rows) yield Buffer.from(String(value?.['a']));
      }
    }
    const memory = measureMemory(given());
    let bytes = 0;
    for await (const chunk of memory.source) bytes += chunk.length;
    expect(bytes).toBeGreaterThan(99_000_000);
    expect(memory.growth()).toBeLessThan(50_000_000);
  });
});

function options(more: Partial<Parameters<typeof readRows>[1]> = {}) {
  return { maxBytes: 4_000_000, folder, ...more };
}

async function read(
  source: AsyncIterable<Uint8Array>,
  more?: Partial<Parameters<typeof readRows>[1]>,
) {
  let found: Container | undefined;
  const onContainer = (container: Container) => {
    found = container;
  };
  const batches = await Array.fromAsync(readRows(source, options({ onContainer, ...more })));
  return { found, rows: batches.flat() };
}

async function* cut(bytes: Uint8Array, length: number) {
  for (let start = 0; start < bytes.length; start += length) {
    yield bytes.subarray(start, start + length);
  }
}

async function* repeated(chunk: Uint8Array, count: number) {
  for (let index = 0; index < count; index++) yield chunk;
}
