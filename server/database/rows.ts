import { raw, type Sql } from '@prisma/client-runtime-utils';
import type { Dialect } from './dialect.ts';
import type { Database, DatabaseConnection } from './open.ts';
import type { Table } from './table.ts';

/** A query on a table, and which columns are wanted of its rows; moments come as texts. */
type Wanted<Row, Name> = { table: Table<Row>; names: readonly Name[]; query: Sql };

/** Reads rows that travel as one JSON text, in a fraction of the time that as many rows take. */
export async function readRows<Row, Name extends keyof Row & string>(
  { prisma, sql: dialect }: DatabaseConnection,
  wanted: Wanted<Row, Name>,
): Promise<Pick<Row, Name>[]> {
  return parsed(wanted, await prisma.$queryRaw(jsonOf(dialect, wanted)));
}

export async function scanRows<Row, Name extends keyof Row & string>(
  { scan, sql: dialect }: Database,
  wanted: Wanted<Row, Name>,
): Promise<Pick<Row, Name>[]> {
  return parsed(wanted, await scan(jsonOf(dialect, wanted)));
}

function jsonOf<Row, Name extends keyof Row & string>(
  dialect: Dialect,
  { table, names, query }: Wanted<Row, Name>,
): Sql {
  return dialect.asJson(
    names.map((name) => dialect.inJson(raw(`t."${name}"`), table.columns[name])),
    query,
  );
}

function parsed<Row, Name extends keyof Row & string>(
  { names }: Wanted<Row, Name>,
  [result]: { json: string }[],
): Pick<Row, Name>[] {
  const rows: Row[Name][][] = JSON.parse(result?.json ?? '[]');
  return rows.map((values) => {
    const row: Partial<Row> = {};
    for (const [index, name] of names.entries()) row[name] = values[index];
    // Every name has its value: the query answers as many.
    return row as Pick<Row, Name>;
  });
}
