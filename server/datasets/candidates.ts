import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { ValidationError } from '../errors.ts';
import { shown } from '../parse.ts';
import { FROM_TRACES } from '../traces/columns.ts';

import { prepareCondition } from '../traces/search/narrow.ts';
import type { DatasetDefinition } from './definition.ts';

/** The traces that a selection chooses from, under the name `t`. */
export type Candidates = {
  /** Where they are read from; that of a parent's rows has their places as `m."position"`. */
  tables: Sql;
  condition: Sql;
  /** Those that are taken first when nothing ranks them: the newest, or the parent's first. */
  order: Sql;
};

/** @throws ValidationError where the parent whose rows are wanted is not stored */
export async function candidatesOf(
  database: Database,
  { filter, fromParent, parentDatasetKey }: DatasetDefinition,
): Promise<Candidates> {
  const condition = await prepareCondition(database, filter);
  if (!fromParent) return { tables: FROM_TRACES, condition, order: sql`t."id" DESC` };
  const key = parentDatasetKey ?? '';
  const parent = await database.prisma.dataset.findUnique({ where: { key }, select: { id: true } });
  if (!parent) {
    const message = `Expected the key of a dataset whose rows to take, got ${shown(key)}, which there is none of`;
    throw new ValidationError([{ path: ['input', 'parentDatasetKey'], message }]);
  }
  return {
    tables: sql`"DatasetTrace" AS m JOIN "Trace" AS t ON t."id" = m."traceId"`,
    condition: sql`m."datasetId" = ${parent.id} AND ${condition}`,
    order: sql`m."position"`,
  };
}

export async function countCandidates(
  { scan }: Database,
  { tables, condition }: Candidates,
  signal?: AbortSignal | undefined,
): Promise<number> {
  const rows = await scan<{ count: number | bigint }>(
    sql`SELECT count(*) AS count FROM ${tables} WHERE ${condition}`,
    signal,
  );
  return Number(rows[0]?.count ?? 0);
}
