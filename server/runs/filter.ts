import { join, raw, type Sql, sql } from '@prisma/client-runtime-utils';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { Dialect } from '../database/dialect.ts';
import { containsFolded } from '../traces/filter.ts';

export type RunFilter = {
  text?: string | null | undefined;
  status?: Run['status'][] | null | undefined;
  mode?: Run['mode'] | null | undefined;
  kind?: Run['kind'][] | null | undefined;
  datasetKey?: string | null | undefined;
  datasetKeyContains?: string | null | undefined;
  modelId?: string | null | undefined;
  modelIdContains?: string | null | undefined;
  /** All of these. */
  tags?: string[] | null | undefined;
  /** Whether runs that were put aside are left out, which is usual, alone, or among the others. */
  archived?: Archived | null | undefined;
};

type Archived = 'LEFT_OUT' | 'ALONE' | 'INCLUDED';

/** The condition on rows of the table of runs, under the name `r`, that a filter stands for. */
export function runCondition(dialect: Dialect, filter: RunFilter | null | undefined): Sql {
  const conditions = [...conditionsOf(dialect, filter ?? {})];
  return conditions.length > 0 ? join(conditions, ' AND ') : sql`1 = 1`;
}

function* conditionsOf(dialect: Dialect, filter: RunFilter): Generator<Sql> {
  const { text, status, mode, kind, datasetKey, datasetKeyContains, modelId, modelIdContains } =
    filter;
  const archived = filter.archived ?? 'LEFT_OUT';
  if (archived !== 'INCLUDED') {
    yield archived === 'ALONE' ? sql`r."archivedAt" IS NOT NULL` : sql`r."archivedAt" IS NULL`;
  }
  for (const tag of filter.tags ?? []) {
    const folded = tag.trim().normalize().toLowerCase();
    yield sql`EXISTS (SELECT 1 FROM "RunTag" AS t WHERE t."runId" = r."id" AND t."tag" = ${folded})`;
  }
  if (status) yield status.length > 0 ? sql`r."status" IN (${named(status)})` : sql`1 = 0`;
  if (mode) yield sql`r."mode" = ${named([mode])}`;
  if (kind) yield kind.length > 0 ? sql`r."kind" IN (${named(kind)})` : sql`1 = 0`;
  if (datasetKey != null) yield sql`r."datasetKey" = ${datasetKey}`;
  if (modelId != null) yield sql`r."modelId" = ${modelId}`;
  const holds = (column: Sql, part: string) => containsFolded(dialect, column, part);
  if (datasetKeyContains) yield holds(sql`r."datasetKey"`, datasetKeyContains);
  if (modelIdContains) yield holds(sql`r."modelId"`, modelIdContains);
  if (text) {
    const columns = [
      sql`r."name"`,
      sql`r."datasetKey"`,
      sql`r."modelId"`,
      sql`r."message"`,
      sql`r."notes"`,
    ];
    const tagged = sql`EXISTS (SELECT 1 FROM "RunTag" AS t WHERE t."runId" = r."id" AND ${holds(sql`t."tag"`, text)})`;
    const anywhere = [...columns.map((column) => holds(column, text)), tagged];
    yield sql`(${join(anywhere, ' OR ')})`;
  }
}

// PostgreSQL has types of its own for these, to which it takes a literal, but no parameter.
function named(values: (Run['status'] | Run['mode'] | Run['kind'])[]): Sql {
  return raw(values.map((value) => `'${value.replace(/\W/g, '')}'`).join());
}
