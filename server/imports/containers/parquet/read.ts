import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parquetSchema } from 'hyparquet';
import { UNFINISHED } from '../../../home/layout.ts';
import type { JsonObject } from '../../../json.ts';
import { type Bytes, beginsWith, refusal } from '../bytes.ts';
import { countBlankLines } from '../lines.ts';
import type { Row } from '../row.ts';
import { damage, type ParquetFile } from './file.ts';
import { MAGIC, readFooter } from './footer.ts';
import { type Rows, readGroup } from './group.ts';
import { toJson } from './values.ts';

// Parquet is packed by itself, so that packing it again gains little; a disk must not be filled with a few bytes.
const MOST_EXPANSION = 200;
const UNQUESTIONED_BYTES = 256_000_000;

export function isParquet(head: Uint8Array): boolean {
  return beginsWith(head, MAGIC);
}

/** Reads the rows of a Parquet file, which says only at its end what is in it: so it is put below `folder` as a whole first.
 * @throws ValidationError when it is damaged, after the rows before */
export async function* readParquet(
  content: Bytes,
  { folder, maxBytes, sentBytes }: { folder: string; maxBytes: number; sentBytes: () => number },
): AsyncGenerator<Row[]> {
  const path = join(folder, `${randomUUID()}${UNFINISHED.import}`);
  await mkdir(folder, { recursive: true });
  try {
    await pipeline(withinReason(content, sentBytes), createWriteStream(path));
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      yield* readFile({ handle, size }, maxBytes);
    } finally {
      await handle.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

async function* readFile(file: ParquetFile, maxBytes: number): AsyncGenerator<Row[]> {
  const metadata = await readFooter(file);
  const schema = parquetSchema(metadata);
  const blank = countBlankLines();
  let number = 0;
  for (const group of metadata.row_groups) {
    for await (const rows of readGroup(file, { group, schema })) {
      yield Array.from({ length: rows.count }, (_, index) => {
        number += 1;
        const row = { number, ...contentOf(rows, { index, maxBytes }) };
        const values = row.value && Object.values(row.value);
        blank(number, values?.every((value) => value === null) ?? false);
        return row;
      });
    }
  }
  if (number !== Number(metadata.num_rows))
    throw damage(`it has ${number} of the ${metadata.num_rows} rows that it claims`);
}

function contentOf(
  { columns }: Rows,
  { index, maxBytes }: { index: number; maxBytes: number },
): Pick<Row, 'value' | 'problem'> {
  const allowance = { bytesLeft: maxBytes, isBinary: false };
  const value: JsonObject = {};
  for (const { name, values } of columns) {
    allowance.bytesLeft -= name.length;
    value[name] = toJson(values[index], allowance);
    if (allowance.isBinary)
      return { problem: `Expected text in \`${name}\`, got bytes that are not UTF-8` };
    if (allowance.bytesLeft < 0)
      return { problem: `Expected a row of at most ${maxBytes} bytes, got more by \`${name}\`` };
  }
  return { value };
}

/** Passes a file on while it is no larger than its source, of which it may be unpacked, can explain. */
async function* withinReason(content: Bytes, sentBytes: () => number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > UNQUESTIONED_BYTES + sentBytes() * MOST_EXPANSION)
      throw refusal(
        `Expected a Parquet file that unpacks to at most ${MOST_EXPANSION} times its size, got ${bytes} bytes of ${sentBytes()}`,
      );
    yield chunk;
  }
}
