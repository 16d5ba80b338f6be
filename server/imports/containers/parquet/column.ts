import type { ColumnChunk, ColumnMetaData, DecodedArray, PageHeader, SchemaTree } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { getMaxRepetitionLevel, getTreePath } from 'hyparquet/src/schema.js';
import { refusal } from '../bytes.ts';
import { readerOf } from './checkPage.ts';
import { checkThrift } from './checkThrift.ts';
import type { ColumnDecoder } from './decoder.ts';
import { damage, type ParquetFile, reading, readRange } from './file.ts';
import { MAGIC } from './footer.ts';
import { MOST_HELD_BYTES, MOST_PAGE_BYTES, MOST_PAGE_VALUES } from './limits.ts';
import { COMPRESSORS, readDictionary, readValuePage } from './page.ts';
import { parsersFor, scaleOf } from './values.ts';

export type Column = {
  path: string[];
  /** How messages call it. */
  place: string;
  meta: ColumnMetaData;
  scale: number | null;
  decoder: ColumnDecoder;
};

/** Rows of a column, in lists where it repeats or is nested, and what they take in memory. */
export type ColumnPage = { rows: ArrayLike<unknown>; bytes: number };

const UNREADABLE = ['VARIANT', 'GEOMETRY', 'GEOGRAPHY', 'BSON', 'INTERVAL'];
// Statistics in it hold whole values.
const MOST_HEADER_BYTES = 16_000_000;
const MOST_HEADER_VALUES = 1_000;
const FIRST_WINDOW = 8_192;
const CODECS = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD'];

/** How a column of a row group is read.
 * @throws ValidationError when it is of a kind that can't be read */
export function columnOf(
  { meta_data: meta, file_path, crypto_metadata }: ColumnChunk,
  schema: SchemaTree,
): Column {
  if (!meta || crypto_metadata)
    throw refusal('Expected columns that anyone can read, got one that is encrypted');
  if (file_path) throw refusal(`Expected all columns in one file, got one in ${file_path}`);
  const path = meta.path_in_schema;
  const place = `column \`${path.join('.')}\``;
  const schemaPath = reading(place, () => getTreePath(schema, path));
  const elements = schemaPath.map(({ element }) => element);
  const kinds = elements.flatMap((each) => [each.logical_type?.type, each.converted_type]);
  const unreadable = kinds.find((kind) => kind && UNREADABLE.includes(kind));
  if (unreadable)
    throw refusal(
      `Expected columns of text, numbers, moments, lists and structs, got ${unreadable} in ${place}`,
    );
  if (!CODECS.includes(meta.codec))
    throw refusal(`Expected columns in ${CODECS.join(', ')}, got ${meta.codec} in ${place}`);
  const element = elements.at(-1);
  if (!element?.type || element.type !== meta.type) throw damage(`${place} is of two types`);
  const scale = scaleOf(element);
  const decoder: ColumnDecoder = {
    ...meta,
    pathInSchema: path,
    schemaPath,
    // A decimal is read as the integer that it is stored as.
    element:
      scale === null ? element : { ...element, converted_type: undefined, logical_type: undefined },
    utf8: scale === null,
    parsers: parsersFor(element),
    compressors: COMPRESSORS,
  };
  return { path, place, meta, scale, decoder };
}

/** Reads a column of a row group page by page. */
export async function* readColumn(
  file: ParquetFile,
  { meta, place, decoder }: Column,
): AsyncGenerator<ColumnPage> {
  const repeats = getMaxRepetitionLevel(decoder.schemaPath) > 0;
  let dictionary: DecodedArray | undefined;
  let begun: unknown[] = [];
  let begunBytes = 0;
  for await (const { header, stored } of readPages(file, { meta, place })) {
    if (header.type === 'DICTIONARY_PAGE')
      dictionary = reading(place, () => readDictionary(header, { stored, decoder }));
    const count = valuesIn(header);
    if (header.type === 'DICTIONARY_PAGE' || count === 0) continue;
    const page = { stored, decoder, dictionary, begun: repeats ? begun : [] };
    const rows = reading(place, () => readValuePage(header, page));
    const bytes = header.uncompressed_page_size + 8 * count;
    if (!repeats || !Array.isArray(rows)) {
      if (rows.length !== count) throw damage(`${place} has ${rows.length} of ${count} values`);
      yield { rows, bytes };
      continue;
    }
    // A list may go on in the next page.
    begunBytes = rows.length > 1 ? bytes : begunBytes + bytes;
    if (begunBytes > MOST_HELD_BYTES) throw damage(`a row of ${place} goes over too many pages`);
    begun = rows.splice(-1);
    if (rows.length > 0) yield { rows, bytes };
  }
  if (begun.length > 0) yield { rows: begun, bytes: begunBytes };
}

type StoredPage = { header: PageHeader; stored: Uint8Array };

async function* readPages(
  file: ParquetFile,
  { meta, place }: Pick<Column, 'meta' | 'place'>,
): AsyncGenerator<StoredPage> {
  // Where there is no dictionary, its place is absent or zero.
  const places = [meta.dictionary_page_offset, meta.data_page_offset].map(Number);
  let at = Math.min(...places.filter((offset) => offset > 0));
  const end = at + Number(meta.total_compressed_size);
  if (!(at >= MAGIC.length && end >= at && end <= file.size))
    throw damage(`${place} is said to be at bytes ${at} to ${end} of ${file.size}`);
  let left = Number(meta.num_values);
  while (left > 0) {
    if (at >= end) throw damage(`${place} ends ${left} values too early`);
    const { header, length } = await readHeader(file, { at, end, place });
    at += length;
    const stored = await readRange(file, at, at + header.compressed_page_size);
    at += stored.length;
    left -= valuesIn(header);
    if (left < 0) throw damage(`${place} has ${-left} values too many`);
    yield { header, stored };
  }
}

async function readHeader(
  file: ParquetFile,
  { at, end, place }: { at: number; end: number; place: string },
): Promise<{ header: PageHeader; length: number }> {
  for (let window = FIRST_WINDOW; ; window *= 16) {
    const bytes = await readRange(file, at, Math.min(at + window, end));
    const length = lengthOfHeader(bytes);
    if (length === undefined && at + window < end && window < MOST_HEADER_BYTES) continue;
    if (length === undefined) throw damage(`${place} has a page without a header`);
    const header = reading(place, () => parquetHeader(readerOf(bytes)));
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    const count = header.dictionary_page_header?.num_values ?? valuesIn(header);
    const isSane = packed >= 0 && packed <= end - at - length && unpacked >= 0 && count >= 0;
    if (!isSane) throw damage(`${place} has a page of ${packed} bytes where ${end - at} are left`);
    if (unpacked > MOST_PAGE_BYTES || count > MOST_PAGE_VALUES)
      throw refusal(
        `Expected pages of at most ${MOST_PAGE_BYTES} bytes and ${MOST_PAGE_VALUES} values, got one of ${unpacked} bytes and ${count} values in ${place}`,
      );
    return { header, length };
  }
}

function lengthOfHeader(bytes: Uint8Array): number | undefined {
  try {
    return checkThrift(bytes, MOST_HEADER_VALUES);
  } catch {
    return undefined;
  }
}

function valuesIn({ data_page_header, data_page_header_v2 }: PageHeader): number {
  return data_page_header?.num_values ?? data_page_header_v2?.num_values ?? 0;
}
