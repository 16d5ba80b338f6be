import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Compressors, DecodedArray, PageHeader } from 'hyparquet';
import { assembleLists } from 'hyparquet/src/assemble.js';
import { convert, convertWithDictionary } from 'hyparquet/src/convert.js';
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { checkEncoded, checkLevels, readerOf } from './checkPage.ts';
import type { ColumnDecoder } from './decoder.ts';

/** How Node unpacks pages, to no more than they claim; Snappy is hyparquet's own. */
export const COMPRESSORS: Compressors = {
  GZIP: (bytes, claimed) => ownBytes(gunzipSync(bytes, atMost(claimed))),
  BROTLI: (bytes, claimed) => ownBytes(brotliDecompressSync(bytes, atMost(claimed))),
  ZSTD: (bytes, claimed) => ownBytes(zstdDecompressSync(bytes, atMost(claimed))),
};

function atMost(bytes: number) {
  return { maxOutputLength: Math.max(1, bytes) };
}

/** The values that pages refer to by number. */
export function readDictionary(
  { dictionary_page_header, uncompressed_page_size }: PageHeader,
  { stored, decoder }: { stored: Uint8Array; decoder: ColumnDecoder },
): DecodedArray {
  const { type, element, codec, compressors } = decoder;
  const count = dictionary_page_header?.num_values ?? 0;
  const bytes = decompressPage(stored, uncompressed_page_size, codec, compressors);
  return convert(readPlain(readerOf(bytes), type, count, element.type_length), decoder);
}

/** Reads the rows of a page of values, in lists where the column repeats or is nested, and adds them to those in `begun`,
 * of which the last may go on in it. @throws when the bytes are not what the page's header says */
export function readValuePage(
  header: PageHeader,
  page: {
    stored: Uint8Array;
    decoder: ColumnDecoder;
    dictionary: DecodedArray | undefined;
    begun: unknown[];
  },
): DecodedArray {
  const { decoder, dictionary, begun } = page;
  const opened = openPage(header, page);
  const { definitionLevels, repetitionLevels, dataPage } = opened.read();
  const { encoding } = opened;
  if (encoding.endsWith('_DICTIONARY')) checkNumbers(dataPage, dictionary);
  const values = convertWithDictionary(dataPage, dictionary, encoding, decoder);
  return assembleLists(begun, definitionLevels, repetitionLevels, values, decoder.schemaPath);
}

/** Unpacks and checks a page of either version. */
function openPage(
  header: PageHeader,
  { stored, decoder }: { stored: Uint8Array; decoder: ColumnDecoder },
) {
  const { codec, compressors } = decoder;
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size } = header;
  if (first) {
    const bytes = decompressPage(stored, uncompressed_page_size, codec, compressors);
    const { encoding, num_values: count } = first;
    const { values, present } = checkLevels(bytes, { decoder, count });
    checkEncoded(values, { decoder, encoding, count, present });
    return { encoding, read: () => readDataPage(bytes, first, decoder) };
  }
  if (!second) throw new RangeError('it has no header for its values');
  const lengths = [second.repetition_levels_byte_length, second.definition_levels_byte_length];
  const levels = (lengths[0] ?? 0) + (lengths[1] ?? 0);
  const isSane =
    lengths.every((length) => length >= 0) &&
    levels <= stored.length &&
    second.num_nulls >= 0 &&
    second.num_nulls <= second.num_values;
  if (!isSane) throw new RangeError('its header claims more than it has');
  checkLevels(stored, { decoder, count: second.num_values, lengths });
  const size = uncompressed_page_size - levels;
  const packed = stored.subarray(levels);
  const isPacked = second.is_compressed !== false && size > 0;
  const values = isPacked ? decompressPage(packed, size, codec, compressors) : packed;
  const count = second.num_values - second.num_nulls;
  checkEncoded(values, { decoder, encoding: second.encoding, count, present: () => count });
  const bytes = ownBytes(Buffer.concat([stored.subarray(0, levels), values]));
  const unpacked = { ...header, data_page_header_v2: { ...second, is_compressed: false } };
  return { encoding: second.encoding, read: () => readDataPageV2(bytes, unpacked, decoder) };
}

function checkNumbers(numbers: DecodedArray, dictionary: DecodedArray | undefined) {
  if (!dictionary) throw new RangeError('it refers to a dictionary that is not there');
  for (const number of numbers) {
    if (!(number < dictionary.length))
      throw new RangeError(`it refers to entry ${number} of a dictionary of ${dictionary.length}`);
  }
}

/** Bytes in memory of their own: offsets that lie must not lead to what else Node keeps beside small buffers. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
