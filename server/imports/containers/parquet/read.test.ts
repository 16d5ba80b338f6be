import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { type FileMetaData, parquetMetadata } from 'hyparquet';
import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readParquet } from './read.ts';

type Content = Parameters<typeof parquetWriteBuffer>[0];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('A Parquet file', () => {
  it('gives its rows as JSON, whatever their columns are', async () => {
    const rows = await rowsOf(
      fileWith({
        columnData: [
          { name: 'text', data: ['é漢𝄞', null, ''], type: 'STRING' },
          { name: 'whole', data: [1n, 2n ** 60n, null], type: 'INT64' },
          { name: 'half', data: [0.5, null, Number.NaN], type: 'DOUBLE' },
          { name: 'is', data: [true, null, false], type: 'BOOLEAN' },
          { name: 'at', data: [new Date(0), null, new Date(1)], type: 'TIMESTAMP' },
          { name: 'json', data: [{ a: [1, null] }, null, 'x'], type: 'JSON' },
          { name: 'bytes', data: [Buffer.from('ü'), null, Buffer.of()], type: 'BYTE_ARRAY' },
        ],
      }),
    );
    expect(rows).toEqual([
      {
        number: 1,
        value: {
          text: 'é漢𝄞',
          whole: 1,
          half: 0.5,
          is: true,
          at: '1970-01-01T00:00:00.000Z',
          json: { a: [1, null] },
          bytes: 'ü',
        },
      },
      {
        number: 2,
        value: {
          text: null,
          whole: '1152921504606846976',
          half: null,
          is: null,
          at: null,
          json: null,
          bytes: null,
        },
      },
      {
        number: 3,
        value: {
          text: '',
          whole: null,
          half: 'NaN',
          is: false,
          at: '1970-01-01T00:00:00.001Z',
          json: 'x',
          bytes: '',
        },
      },
    ]);
  });

  it('gives lists, structs and maps as JSON, over many pages and row groups', async () => {
    const count = 2_500;
    const turns = Array.from({ length: count }, (_, index) =>
      Array.from({ length: index % 5 }, (_each, turn) => ({
        role: turn % 2 ? 'assistant' : 'user',
        content: index % 7 ? `${index} ${turn}` : null,
      })),
    );
    const rows = await rowsOf(
      fileWith({
        columnData: [
          { name: 'id', data: Array.from({ length: count }, (_, index) => index) },
          { name: 'turns', data: turns },
        ],
        schema: [
          { name: 'root', num_children: 2 },
          { name: 'id', type: 'INT32', repetition_type: 'REQUIRED' },
          {
            name: 'turns',
            repetition_type: 'OPTIONAL',
            num_children: 1,
            converted_type: 'LIST',
          },
          { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
          { name: 'element', repetition_type: 'OPTIONAL', num_children: 2 },
          { name: 'role', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
          {
            name: 'content',
            type: 'BYTE_ARRAY',
            converted_type: 'UTF8',
            repetition_type: 'OPTIONAL',
          },
        ],
        pageSize: 300,
        rowGroupSize: 700,
      }),
    );
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: count }, (_, index) => index + 1),
    );
    expect(rows.map(({ value }) => value)).toEqual(turns.map((each, id) => ({ id, turns: each })));
  });

  it.for(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD'] as const)(
    'may be compressed as %s',
    async (codec) => {
      const data = Array.from({ length: 3_000 }, (_, index) => `text ${index}`);
      const compressors = {
        GZIP: (bytes: Uint8Array) => gzipSync(bytes),
        BROTLI: (bytes: Uint8Array) => brotliCompressSync(bytes),
        ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes),
      };
      const options = codec in compressors ? { codec, compressors } : { codec };
      const file = fileWith({ columnData: [{ name: 'text', data }], ...options });
      expect((await rowsOf(file)).map(({ value }) => value?.['text'])).toEqual(data);
    },
  );

  it('has a row with bytes that are no text, and one that is too long, refused', async () => {
    const data = ['a', Buffer.of(0xff, 0xfe), Buffer.from('x'.repeat(101)), 'b'].map((each) =>
      Buffer.from(each),
    );
    const file = fileWith({ columnData: [{ name: 'text', data, type: 'BYTE_ARRAY' }] });
    expect(await rowsOf(file, 100)).toEqual([
      { number: 1, value: { text: 'a' } },
      { number: 2, problem: 'Expected text in `text`, got bytes that are not UTF-8' },
      { number: 3, problem: 'Expected a row of at most 100 bytes, got more by `text`' },
      { number: 4, value: { text: 'b' } },
    ]);
  });
});

describe('A damaged Parquet file', () => {
  const good = fileWith({
    columnData: [
      { name: 'text', data: Array.from({ length: 300 }, (_, index) => `text ${index}`) },
      { name: 'id', data: Array.from({ length: 300 }, (_, index) => index) },
    ],
    codec: 'UNCOMPRESSED',
    rowGroupSize: 100,
  });

  it.for<[string, Uint8Array, string]>([
    ['nothing after its beginning', good.subarray(0, 4), 'it has 4 bytes'],
    ['no end', good.subarray(0, good.length - 9), 'without its footer, so that it may be cut off'],
    [
      'a footer that is longer than it',
      withFooterLength(good, 2 ** 31),
      'its footer claims 2147483648',
    ],
    ['a footer that is none', withFooterLength(good, 20), "its footer can't be read"],
    [
      'an encrypted footer',
      Buffer.concat([good.subarray(0, -4), Buffer.from('PARE')]),
      'that is encrypted',
    ],
  ])('is refused for %s', async ([, file, message]) => {
    await expect(rowsOf(file)).rejects.toThrow(message);
    expect(await readdir(folder)).toEqual([]);
  });

  it.for<[string, (metadata: FileMetaData) => void, string]>([
    [
      'begins after its end',
      (file) => move(file, { data_page_offset: 10n ** 12n }),
      'column `text` is said to be at bytes 1000000000000 to',
    ],
    [
      'begins before it',
      (file) => move(file, { data_page_offset: -5n }),
      'column `text` is said to be at bytes',
    ],
    [
      'goes on after its end',
      (file) => move(file, { total_compressed_size: 10n ** 12n }),
      'column `text` is said to be at bytes',
    ],
    [
      'has fewer values than rows',
      (file) => move(file, { num_values: 10n }),
      'column `text` has 90 values too many',
    ],
    [
      'has more values than it has',
      (file) => move(file, { num_values: 10n ** 15n }),
      'column `text`',
    ],
    [
      'is of another type',
      (file) => move(file, { type: 'INT96' }),
      'column `text` is of two types',
    ],
    [
      'is compressed otherwise',
      (file) => move(file, { codec: 'ZSTD' }),
      "column `text` can't be read",
    ],
    [
      'is compressed as nobody can',
      (file) => move(file, { codec: 'LZO' }),
      'Expected columns in UNCOMPRESSED, SNAPPY',
    ],
    [
      'is somewhere else',
      (file) => {
        const [column] = file.row_groups[1]?.columns ?? [];
        if (column) column.file_path = '/etc/passwd';
      },
      'got one in /etc/passwd',
    ],
  ])('gives the rows before a column that %s', async ([, change, message]) => {
    const read = readingOf(withFooter(good, change));
    await expect(read.end).rejects.toThrow(message);
    expect(read.rows.length).toBeGreaterThanOrEqual(100);
    expect(read.rows.every(({ number, value }) => value?.['text'] === `text ${number - 1}`)).toBe(
      true,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it.for<[string, (metadata: FileMetaData) => void, string]>([
    [
      'more rows than it has',
      (file) => {
        file.num_rows = 10n ** 12n;
      },
      'it has 300 of the 1000000000000 rows that it claims',
    ],
    [
      'a row group of more rows',
      (file) => {
        for (const group of file.row_groups) group.num_rows = 10n ** 12n;
      },
      'ends 999999999900 rows too early',
    ],
  ])('that claims %s is refused at its end', async ([, change, message]) => {
    const read = readingOf(withFooter(good, change));
    await expect(read.end).rejects.toThrow(message);
    expect(read.rows.length).toBeGreaterThanOrEqual(100);
  });

  it.for<[string, string[], string]>([
    ['two columns of one name', ['text', 'text'], 'it has the column `text` twice'],
    ['a column `__proto__`', ['text', '__proto__'], 'it has a column with the name `__proto__`'],
  ])('with %s is refused', async ([, names, message]) => {
    const columnData = names.map((name) => ({ name, data: ['x'] }));
    await expect(rowsOf(fileWith({ columnData }))).rejects.toThrow(message);
  });

  it('is refused or read, and does no harm, whichever of its bytes is wrong', async () => {
    for (let at = 4; at < good.length - 4; at += 7) {
      const file = Buffer.from(good);
      file[at] = at % 3 ? 0xff : 0x80;
      await rowsOf(file).catch((error) => {
        expect(error).toMatchObject({ name: 'ValidationError' });
      });
    }
    expect(await readdir(folder)).toEqual([]);
  });
});

function fileWith(content: Content): Uint8Array {
  return new Uint8Array(parquetWriteBuffer(content));
}

function withFooterLength(file: Uint8Array, length: number): Uint8Array {
  const copy = Buffer.from(file);
  copy.writeUInt32LE(length, copy.length - 8);
  return copy;
}

function withFooter(file: Uint8Array, change: (metadata: FileMetaData) => void): Uint8Array {
  const metadata = parquetMetadata(file);
  change(metadata);
  const writer = new ByteWriter();
  writer.appendBytes(file.subarray(0, file.length - 8 - metadata.metadata_length));
  writeMetadata(writer, metadata);
  writer.appendBytes(Buffer.from('PAR1'));
  return new Uint8Array(writer.getBuffer());
}

/** Changes what is said of the first column in the second row group. */
function move({ row_groups }: FileMetaData, change: object) {
  const meta = row_groups[1]?.columns[0]?.meta_data;
  if (meta) Object.assign(meta, { dictionary_page_offset: undefined }, change);
}

type Rows = { number: number; value?: Record<string, unknown>; problem?: string }[];

function readingOf(file: Uint8Array, maxBytes = 1_000): { rows: Rows; end: Promise<void> } {
  const rows: Rows = [];
  async function read() {
    async function* source() {
      yield file;
    }
    const sentBytes = () => file.length;
    for await (const some of readParquet(source(), { folder, maxBytes, sentBytes }))
      rows.push(...some);
  }
  return { rows, end: read() };
}

async function rowsOf(file: Uint8Array, maxBytes?: number): Promise<Rows> {
  const { rows, end } = readingOf(file, maxBytes);
  await end;
  return rows;
}
