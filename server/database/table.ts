import { raw, type Sql } from '@prisma/client-runtime-utils';

/** As PostgreSQL calls it; an enum's name stands in quotes. */
export type ColumnType =
  | 'text'
  | 'timestamp'
  | 'int'
  | 'float8'
  | 'boolean'
  | 'json'
  | `"${string}"`;

export type Table<Row> = { name: string; columns: { [Name in keyof Row]: ColumnType } };

export function namesOf<Row>({ columns }: Table<Row>): (keyof Row & string)[] {
  // The type of `columns` says so, which `Object.keys` does not read.
  return Object.keys(columns) as (keyof Row & string)[];
}

/** Columns as SQL has them; `prefix` is what the query calls their table. */
export function listColumns(names: readonly string[], prefix?: string): Sql {
  const before = prefix === undefined ? '' : `${prefix}.`;
  return raw(names.map((name) => `${before}"${name}"`).join());
}
