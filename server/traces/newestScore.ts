import { type Sql, sql } from '@prisma/client-runtime-utils';

/** The step of a score that judges the whole trace. */
export const WHOLE_TRACE = -1;

/** A row of scores, which the query calls `table`, is the one that counts for its whole trace by a criteria. */
export function isNewestScore(table: Sql, criteria: string): Sql {
  // SQLite's indexes know a comparison, not a column by itself.
  return sql`${table}."criteria" = ${criteria} AND ${table}."isNewest" = true AND ${table}."step" = ${WHOLE_TRACE}`;
}
