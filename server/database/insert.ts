import { AsyncLocalStorage } from 'node:async_hooks';
import { raw, sql } from '@prisma/client-runtime-utils';
import type { PrismaClient } from '../../prisma/generated/sqlite/client.ts';
import { COLUMNS, type Table } from './columns.ts';
import { forgetParameters } from './forget.ts';

/**
 * Inserts rows, all or none. Each has its values in the order of `COLUMNS`.
 * @param prisma the database, or the transaction to which the rows belong
 */
export type InsertRows = (
  prisma: Pick<PrismaClient, '$executeRaw'>,
  table: Table,
  rows: Value[][],
) => Promise<void>;

export type Value = string | number | boolean | Date | null;

/**
 * Runs a statement once for each row. Prisma only carries the statement, to the connection of its
 * transaction: as parameters of hers the rows would be copied, checked and logged.
 */
export const insertEachRow: InsertRows = async (prisma, table, rows) => {
  const names = Object.keys(COLUMNS[table]);
  const statement = raw(
    `INSERT INTO "${table}" (${quoted(names)}) VALUES (${names.map(() => '?').join()})`,
  );
  await rowsOfStatement.run(rows, async () => prisma.$executeRaw(statement));
};

/** The rows for each of which the statement of the present call is to run. */
export function rowsToRun(): Value[][] | undefined {
  return rowsOfStatement.getStore();
}

/** Runs one statement, whose only parameter is the JSON of all rows. */
export const insertAsJson: InsertRows = async (prisma, table, rows) => {
  const columns = Object.entries(COLUMNS[table]);
  const values = columns.map(([, type], index) => `(r ->> ${index})::${type}`);
  const into = `INSERT INTO "${table}" (${quoted(columns.map(([name]) => name))})`;
  const json = JSON.stringify(rows);
  await prisma.$executeRaw(
    sql`${raw(`${into} SELECT ${values.join()}`)} FROM json_array_elements(${json}::json) AS r`,
  );
  if (json.length > WORTH_FORGETTING) forgetParameters();
};

const rowsOfStatement = new AsyncLocalStorage<Value[][]>();
const WORTH_FORGETTING = 200_000;

function quoted(names: string[]): string {
  return names.map((name) => `"${name}"`).join();
}
