import { join, raw, type Sql, sql } from '@prisma/client-runtime-utils';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { Dialect } from '../database/dialect.ts';
import { containsFolded } from '../traces/filter.ts';

export type RunFilter = {
  text?: string | null | undefined;
  status?: Run['status'][] | null | undefined;
  mode?: Run['mode'] | null | undefined;
  datasetKey?: string | null | undefined;
  datasetKeyContains?: string | null | undefined;
  modelId?: string | null | undefined;
  modelIdContains?: string | null | undefined;
};

/** The condition on rows of the table of runs, under the name `r`, that a filter stands for. */
export function runCondition(dialect: Dialect, filter: RunFilter | null | undefined): Sql {
  const conditions = filter ? [...conditionsOf(dialect, filter)] : [];
  return conditions.length > 0 ? join(conditions, ' AND ') : sql`1 = 1`;
}

function* conditionsOf(dialect: Dialect, filter: RunFilter): Generator<Sql> {
  const { text, status, mode, datasetKey, datasetKeyContains, modelId, modelIdContains } = filter;
  if (status) yield status.length > 0 ? sql`r."status" IN (${named(status)})` : sql`1 = 0`;
  if (mode) yield sql`r."mode" = ${named([mode])}`;
  if (datasetKey != null) yield sql`r."datasetKey" = ${datasetKey}`;
  if (modelId != null) yield sql`r."modelId" = ${modelId}`;
  const holds = (column: Sql, part: string) => containsFolded(dialect, column, part);
  if (datasetKeyContains) yield holds(sql`r."datasetKey"`, datasetKeyContains);
  if (modelIdContains) yield holds(sql`r."modelId"`, modelIdContains);
  if (text) {
    const columns = [sql`r."name"`, sql`r."datasetKey"`, sql`r."modelId"`, sql`r."message"`];
    const anywhere = columns.map((column) => holds(column, text));
    yield sql`(${join(anywhere, ' OR ')})`;
  }
}

// PostgreSQL has types of its own for these, to which it takes a literal, but no parameter.
function named(values: (Run['status'] | Run['mode'])[]): Sql {
  return raw(values.map((value) => `'${value.replace(/\W/g, '')}'`).join());
}
