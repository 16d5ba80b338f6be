import { type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Dialect } from '../database/dialect.ts';
import type { OrderKey } from './orderKey.ts';

/** The way to a value of a manifest, such as `training.batch_size`. */
export const settingPath = z
  .string()
  .max(200)
  .regex(
    /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,7}$/,
    'Expected keys of a manifest with dots between them, such as `training.batch_size`',
  );

/** The JSON of a value of the manifest of rows of the table of runs, under the name `r`; `null` where it is not there. */
export function settingText(dialect: Dialect, path: string): Sql {
  const text = dialect.jsonText(sql`r."configuration"`, path.split('.'));
  return sql`coalesce(${text}, 'null')`;
}

/** What the JSON of values is ordered by: numbers by size, then all else by its text; those without one come last. */
export function settingKeys(text: Sql, isDescending: boolean): OrderKey[] {
  const isNumber = sql`substr(${text}, 1, 1) IN ('-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9')`;
  const number = sql`CASE WHEN ${isNumber} THEN CAST(${text} AS DOUBLE PRECISION) ELSE ${Number.MAX_VALUE} END`;
  return [
    { column: sql`CASE ${text} WHEN 'null' THEN 1 ELSE 0 END`, isDescending: false },
    { column: number, isDescending },
    { column: text, isDescending },
  ];
}
