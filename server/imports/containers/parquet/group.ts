import type { DecodedArray, RowGroup, SchemaTree } from 'hyparquet';
import { assembleNested } from 'hyparquet/src/assemble.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { refusal } from '../bytes.ts';
import { type Column, type ColumnPage, columnOf, readColumn } from './column.ts';
import { damage, type ParquetFile, reading } from './file.ts';
import { MOST_HELD_BYTES } from './limits.ts';
import { toDecimals } from './values.ts';

type Cursor = { column: Column; pages: AsyncGenerator<ColumnPage>; page: ColumnPage; at: number };
/** Some rows, by column: the values of each, as hyparquet makes them. */
export type Rows = { count: number; columns: { name: string; values: DecodedArray }[] };

const MOST_ROWS = 1_000;

/** Reads the rows of a row group, some at a time, with a page of each column in memory. */
export async function* readGroup(
  file: ParquetFile,
  { group, schema }: { group: RowGroup; schema: SchemaTree },
): AsyncGenerator<Rows> {
  const cursors = group.columns.map((chunk): Cursor => {
    const column = columnOf(chunk, schema);
    return { column, pages: readColumn(file, column), page: { rows: [], bytes: 0 }, at: 0 };
  });
  let left = Number(group.num_rows);
  while (left > 0) {
    for (const cursor of cursors) await fill(cursor, left);
    const held = cursors.reduce((sum, { page }) => sum + page.bytes, 0);
    if (held > MOST_HELD_BYTES)
      throw refusal(
        `Expected pages that take at most ${MOST_HELD_BYTES} bytes together, one of each column, got ${held}`,
      );
    const ready = cursors.map(({ page, at }) => page.rows.length - at);
    const count = Math.min(left, MOST_ROWS, ...ready);
    yield { count, columns: columnsOf(cursors, { schema, count }) };
    for (const cursor of cursors) cursor.at += count;
    left -= count;
  }
  for (const { column, pages, page, at } of cursors) {
    const isOver = at < page.rows.length || !(await pages.next()).done;
    if (isOver) throw damage(`${column.place} has more than ${group.num_rows} rows`);
  }
}

/** Sees to it that a column has a row to give. */
async function fill(cursor: Cursor, left: number): Promise<void> {
  if (cursor.at < cursor.page.rows.length) return;
  const { done, value } = await cursor.pages.next();
  if (done) throw damage(`${cursor.column.place} ends ${left} rows too early`);
  cursor.page = value;
  cursor.at = 0;
}

function columnsOf(
  cursors: Cursor[],
  { schema, count }: { schema: SchemaTree; count: number },
): Rows['columns'] {
  const parts = new Map<string, DecodedArray>();
  for (const { column, page, at } of cursors) {
    const rows = Array.from({ length: count }, (_, index) => page.rows[at + index]);
    const { scale } = column;
    const values = scale === null ? rows : rows.map((row) => toDecimals(row, scale));
    parts.set(column.path.join('.'), values);
  }
  return schema.children.map((child) => {
    const { name } = child.element;
    if (child.children.length > 0)
      reading(`column \`${name}\``, () => assembleNested(parts, child, DEFAULT_PARSERS));
    const values = parts.get(name);
    if (values?.length !== count) throw damage(`column \`${name}\` is not there, or in part`);
    return { name, values };
  });
}
