import { AsyncLocalStorage } from 'node:async_hooks';
import { raw, sql } from '@prisma/client-runtime-utils';
import type { PrismaClient } from '../../prisma/generated/sqlite/client.ts';
import { forgetParameters } from './forget.ts';
import { listColumns, namesOf, type Table } from './table.ts';

/** Inserts rows, all or none; what a row has beside its table's columns is passed over. */
export type InsertRows = <Row>(
  prisma: Pick<PrismaClient, '$executeRaw'>,
  table: Table<Row>,
  rows: Row[],
) => Promise<void>;

/** Runs a statement once for each row. Prisma only carries the statement, to the connection of its
 * transaction: as parameters of hers the rows would be copied, checked and logged. */
export const insertEachRow: InsertRows = async (prisma, table, rows) => {
  const places = raw(
    namesOf(table)
      .map(() => '?')
      .join(),
  );
  const statement = sql`INSERT INTO ${raw(`"${table.name}"`)} (${listColumns(namesOf(table))}) VALUES (${places})`;
  await rowsOfStatement.run(valuesOf(table, rows), async () => prisma.$executeRaw(statement));
};

export function rowsToRun(): unknown[][] | undefined {
  return rowsOfStatement.getStore();
}

export const insertAsJson: InsertRows = async (prisma, table, rows) => {
  const types: string[] = Object.values(table.columns);
  const values = raw(types.map((type, index) => `(r ->> ${index})::${type}`).join());
  const json = JSON.stringify(valuesOf(table, rows));
  await prisma.$executeRaw(
    sql`INSERT INTO ${raw(`"${table.name}"`)} (${listColumns(namesOf(table))})
      SELECT ${values} FROM json_array_elements(${json}::json) AS r`,
  );
  if (json.length > WORTH_FORGETTING) forgetParameters();
};

const rowsOfStatement = new AsyncLocalStorage<unknown[][]>();
const WORTH_FORGETTING = 200_000;

function valuesOf<Row>(table: Table<Row>, rows: Row[]): unknown[][] {
  const names = namesOf(table);
  return rows.map((row) =>
    names.map((name) => {
      const value = row[name];
      return table.columns[name] === 'json' && value !== null ? JSON.stringify(value) : value;
    }),
  );
}
