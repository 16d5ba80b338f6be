import type { Encoding } from 'hyparquet';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { checkDeltas, checkRuns } from './checkRuns.ts';
import type { ColumnDecoder } from './decoder.ts';
import { MOST_PAGE_BYTES } from './limits.ts';

type Levels = { width: number; most: number; count: number };

/** Checks the levels at the beginning of a page, and answers what comes after them, and how many values are present. Their
 * lengths stand before them unless they are given. */
export function checkLevels(
  bytes: Uint8Array,
  { decoder, count, lengths }: { decoder: ColumnDecoder; count: number; lengths?: number[] },
): { values: Uint8Array; present: () => number } {
  const { schemaPath } = decoder;
  let values = bytes;
  let present = () => count;
  const kinds = [getMaxRepetitionLevel(schemaPath), getMaxDefinitionLevel(schemaPath)];
  for (const [index, most] of kinds.entries()) {
    const given = lengths?.[index];
    if (most === 0 && given === undefined) continue;
    const length = given ?? numberAt(values);
    if (given === undefined) values = values.subarray(4);
    if (length > values.length) throw new RangeError('its levels are longer than it is');
    const levels = values.subarray(0, length);
    const width = 32 - Math.clz32(most);
    if (most > 0) checkRuns(levels, { width, count });
    if (most > 0 && index === 1) present = () => countPresent(levels, { width, most, count });
    values = values.subarray(length);
  }
  return { values, present };
}

/** Checks what a page's values are written as, where a reader would make more of them than there are. */
export function checkEncoded(
  bytes: Uint8Array,
  {
    decoder,
    encoding,
    count,
    present,
  }: { decoder: ColumnDecoder; encoding: Encoding; count: number; present: () => number },
) {
  if (encoding === 'ALP') throw new RangeError('it is encoded as ALP, which is not supported');
  if (encoding === 'RLE' && decoder.type === 'BOOLEAN') {
    checkRuns(bytes.subarray(4), { width: 1, count });
  } else if (encoding === 'RLE' || encoding.endsWith('_DICTIONARY')) {
    const [width = 0] = bytes;
    if (width > 32) throw new RangeError(`its numbers have ${width} bits`);
    if (width > 0) checkRuns(bytes.subarray(1), { width, count });
  } else if (encoding === 'DELTA_BINARY_PACKED' && decoder.type === 'INT64') {
    if (bytes.length > 0) checkDeltas(bytes, count);
  } else if (encoding === 'DELTA_BYTE_ARRAY') {
    checkShared(bytes, present());
  }
}

/** Texts that share beginnings: a few bytes can stand for very long ones. */
function checkShared(bytes: Uint8Array, count: number) {
  const reader = readerOf(bytes);
  let total = 0;
  // The lengths of their beginnings, then of what follows them.
  for (let part = 0; part < 2; part++) {
    const lengths = new Int32Array(count);
    deltaBinaryUnpack(reader, count, lengths);
    for (const length of lengths) {
      if (length < 0) throw new RangeError(`it has a text of ${length} bytes`);
      total += length;
    }
  }
  if (total > MOST_PAGE_BYTES) throw new RangeError(`it stands for ${total} bytes`);
}

/** How many of a page's values are there, by its definition levels. */
function countPresent(levels: Uint8Array, { width, most, count }: Levels): number {
  const read = new Array<number>(count);
  readRleBitPackedHybrid(readerOf(levels), width, read, levels.length);
  return read.filter((level) => level === most).length;
}

function numberAt(bytes: Uint8Array): number {
  return readerOf(bytes).view.getUint32(0, true);
}

export function readerOf(bytes: Uint8Array) {
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
}
