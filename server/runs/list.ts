import { join, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { RunStatus } from '../../prisma/generated/sqlite/enums.ts';
import { encodeCursor, readCursor } from '../cursor.ts';
import type { Database } from '../database/open.ts';
import type { Page } from '../traces/list.ts';
import { type RunFilter, runCondition } from './filter.ts';

export type RunOrder = {
  field: 'CREATED_AT' | 'NAME' | 'STATUS' | 'DATASET' | 'MODEL' | 'TRAIN_LOSS' | 'EVAL_LOSS';
  direction: 'ASC' | 'DESC';
};

export const NEWEST_RUNS_FIRST: RunOrder = { field: 'CREATED_AT', direction: 'DESC' };

type Place = { id: string; key: string | number | null };

/** A page of the runs that a filter passes, each with the cursor of its place.
 * @param query which columns and relations Prisma loads of each
 * @throws ValidationError when a cursor was not made by this list */
export async function listRuns(
  { prisma, sql: dialect }: Database,
  {
    filter,
    order: { field, direction },
    page,
    query,
  }: {
    filter: RunFilter | null | undefined;
    order: RunOrder;
    page: Page;
    query: object;
  },
) {
  const isDescending = direction === 'DESC';
  const key = KEYS[field](isDescending);
  const keys = key ? [key, sql`r."id"`] : [sql`r."id"`];
  // A place in one order is none in another.
  const cursor = z.object({
    id: z.string(),
    key: z.union([z.string(), z.number(), z.null()]),
    by: z.literal(field),
  });
  const beyond = (text: string, isAfter: boolean) => {
    const place = readCursor(text, cursor);
    const values = key ? [place.key, place.id] : [place.id];
    return sql`(${join(keys)}) ${isAfter === isDescending ? sql`<` : sql`>`} (${join(values)})`;
  };
  const conditions = [
    runCondition(dialect, filter),
    ...(page.after == null ? [] : [beyond(page.after, true)]),
    ...(page.before == null ? [] : [beyond(page.before, false)]),
  ];
  const way = isDescending === page.inverted ? sql`ASC` : sql`DESC`;
  const places = await prisma.$queryRaw<Place[]>(sql`
    SELECT r."id" AS id, ${key ?? sql`NULL`} AS key FROM "Run" AS r
    WHERE ${join(conditions, ' AND ')}
    ORDER BY ${join(keys.map((one) => sql`${one} ${way}`))} LIMIT ${page.limit}`);
  const runs = await prisma.run.findMany({
    ...query,
    where: { id: { in: places.map(({ id }) => id) } },
  });
  const found = new Map(runs.map((run) => [run.id, run]));
  return places.flatMap(({ id, key }) => {
    const run = found.get(id);
    return run ? [{ ...run, cursor: encodeCursor({ id, key, by: field }) }] : [];
  });
}

export async function countRuns(
  { prisma, sql: dialect }: Database,
  filter: RunFilter | null | undefined,
): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number | bigint }[]>(
    sql`SELECT count(*) AS count FROM "Run" AS r WHERE ${runCondition(dialect, filter)}`,
  );
  return Number(row?.count ?? 0);
}

/** How many runs of each status the rest of a filter passes; statuses without any are left out. */
export async function countStatuses(
  { prisma, sql: dialect }: Database,
  filter: RunFilter | null | undefined,
): Promise<{ status: Run['status']; count: number }[]> {
  const condition = runCondition(dialect, { ...filter, status: null });
  const rows = await prisma.$queryRaw<{ status: Run['status']; count: number | bigint }[]>(
    sql`SELECT r."status" AS status, count(*) AS count FROM "Run" AS r WHERE ${condition} GROUP BY r."status"`,
  );
  const counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
  return STATUSES.flatMap((status) => {
    const count = counts.get(status);
    return count ? [{ status, count }] : [];
  });
}

const STATUSES = Object.values(RunStatus);

/** What a list is ordered by before the id, which is a moment; runs without a loss come last either way. */
const KEYS: Record<RunOrder['field'], (isDescending: boolean) => Sql | null> = {
  CREATED_AT: () => null,
  NAME: () => sql`r."name"`,
  STATUS: () => sql`CAST(r."status" AS TEXT)`,
  DATASET: () => sql`r."datasetKey"`,
  MODEL: () => sql`r."modelId"`,
  TRAIN_LOSS: (isDescending) => lastLoss('train/loss', isDescending),
  EVAL_LOSS: (isDescending) => lastLoss('eval/loss', isDescending),
};

function lastLoss(name: string, isDescending: boolean): Sql {
  const none = isDescending ? -Number.MAX_VALUE : Number.MAX_VALUE;
  return sql`coalesce((SELECT m."value" FROM "Metric" AS m WHERE m."runId" = r."id" AND m."name" = ${name}
    ORDER BY m."step" DESC, m."seq" DESC LIMIT 1), ${none})`;
}
