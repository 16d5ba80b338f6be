import { type Bytes, beginningOf } from './bytes.ts';
import { decode } from './decode.ts';
import { readJsonRows } from './jsonRows.ts';
import { readLines } from './lines.ts';
import { isParquet, readParquet } from './parquet/read.ts';
import type { Row } from './row.ts';
import { formOf } from './sniff.ts';
import { readTable } from './table.ts';
import { type Packing, unpack } from './unpack.ts';
import { readValues } from './values.ts';

export type Container = {
  container: 'jsonl' | 'json' | 'csv' | 'tsv' | 'parquet';
  /** What the file as it came was packed in. */
  packing: Packing | null;
};

type Reading = {
  /** No row may be longer; one that is becomes a problem. */
  maxBytes: number;
  /** Where a Parquet file is put while it is read. */
  folder: string;
  hint?: { name?: string };
  /** Told before the first rows. */
  onContainer?: (found: Container) => void;
};

// As much as it takes to see a table's first lines.
const LOOKED_AT = 65_536;

/** Reads the rows of a file, some at a time, whatever it is: JSON Lines, JSON, CSV, TSV or Parquet, in UTF-8 or UTF-16, in
 * gzip or Zstandard; seen by how it begins. Memory does not grow with it, and the source is read no faster than the rows are.
 * @throws ValidationError when it is none of them or is damaged, after the rows that can be read */
export async function* readRows(
  source: Bytes,
  { maxBytes, folder, hint, onContainer }: Reading,
): AsyncGenerator<Row[]> {
  const counted = countBytes(source);
  const { head, whole: content, packing } = await unpack(counted.source);
  try {
    if (isParquet(head)) {
      onContainer?.({ container: 'parquet', packing });
      yield* readParquet(content, { maxBytes, folder, sentBytes: counted.bytes });
      return;
    }
    const text = await beginningOf(decode(content), LOOKED_AT);
    try {
      const form = formOf(text.head, hint?.name);
      onContainer?.({ container: form.container, packing });
      if ('delimiter' in form) yield* readTable(text.whole, { ...form, maxBytes });
      else if (form.container === 'json') yield* readJsonRows(readValues(text.whole, maxBytes));
      else yield* readJsonRows(readLines(text.whole, maxBytes));
    } finally {
      await text.whole.return?.();
    }
  } finally {
    await content.return?.();
  }
}

function countBytes(source: Bytes): { source: Bytes; bytes: () => number } {
  let bytes = 0;
  async function* counted() {
    for await (const chunk of source) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { source: counted(), bytes: () => bytes };
}
