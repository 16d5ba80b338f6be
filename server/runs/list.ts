import { empty, join, raw, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { RunStatus } from '../../prisma/generated/sqlite/enums.ts';
import { encodeCursor, readCursor } from '../cursor.ts';
import type { Database } from '../database/open.ts';
import type { Page } from '../traces/list.ts';
import { type RunFilter, runCondition } from './filter.ts';
import { groupRuns, type RunGrouping } from './groups.ts';
import { keysOf, PINNED_FIRST, type RunOrder } from './order.ts';
import { beyond } from './orderKey.ts';

type Place = { id: string; key: (string | number)[]; group: string | null };

/** A page of the runs that a filter passes, each with the cursor of its place.
 * @param query which columns and relations Prisma loads of each
 * @throws ValidationError when a cursor was not made by this list */
export async function listRuns(
  { prisma, sql: dialect }: Database,
  {
    filter,
    orders,
    isPinnedFirst,
    grouping,
    page,
    query,
  }: {
    filter: RunFilter | null | undefined;
    /** What they are ordered by, and what equal ones are. */
    orders: RunOrder[];
    /** Whether those that are pinned come before all others. */
    isPinnedFirst: boolean;
    /** What they stand together by, if they do. */
    grouping: RunGrouping | null;
    page: Page;
    query: object;
  },
) {
  const condition = runCondition(dialect, filter);
  const grouped = grouping && groupRuns(dialect, grouping, condition);
  const keys = [
    ...(grouped?.keys ?? []),
    ...(isPinnedFirst ? [PINNED_FIRST] : []),
    ...keysOf(dialect, orders),
  ];
  // A place in one order is none in another.
  const by = [
    ...(grouping ? [`${grouping.by} ${grouping.setting ?? ''} together`] : []),
    isPinnedFirst,
    ...orders.map((order) => Object.values(order).join(' ')),
  ].join();
  const cursor = z.object({
    id: z.string(),
    key: z.array(z.union([z.string(), z.number()])).length(keys.length - 1),
    by: z.literal(by),
  });
  const beyondCursor = (text: string, isAfter: boolean) => {
    const { key, id } = readCursor(text, cursor);
    return beyond(keys, [...key, id], isAfter);
  };
  const conditions = [
    condition,
    ...(grouped ? [grouped.isUnfolded] : []),
    ...(page.after == null ? [] : [beyondCursor(page.after, true)]),
    ...(page.before == null ? [] : [beyondCursor(page.before, false)]),
  ];
  const columns = [
    sql`${grouped?.value ?? sql`NULL`} AS "group"`,
    ...keys.map(({ column }, place) => sql`${column} AS ${raw(`key${place}`)}`),
  ];
  const order = keys.map(
    ({ column, isDescending }) =>
      sql`${column} ${isDescending === page.inverted ? sql`ASC` : sql`DESC`}`,
  );
  const rows = await prisma.$queryRaw<Record<string, string | number | null>[]>(sql`
    ${grouped?.beginning ?? empty} SELECT r."id" AS id, ${join(columns)} FROM "Run" AS r ${grouped?.joined ?? empty}
    WHERE ${join(conditions, ' AND ')} ORDER BY ${join(order)} LIMIT ${page.limit}`);
  const places = rows.map(
    (row): Place => ({
      id: String(row['id']),
      key: keys.slice(0, -1).map((_, place) => row[`key${place}`] ?? ''),
      group: grouping ? String(row['group']) : null,
    }),
  );
  const runs = await prisma.run.findMany({
    ...query,
    where: { id: { in: places.map(({ id }) => id) } },
  });
  const found = new Map(runs.map((run) => [run.id, run]));
  return places.flatMap(({ id, key, group }) => {
    const run = found.get(id);
    return run ? [{ ...run, group, cursor: encodeCursor({ id, key, by }) }] : [];
  });
}

/** The ids of the runs that a filter passes, the newest first, at most so many. */
export async function listRunIds(
  { prisma, sql: dialect }: Database,
  { filter, limit }: { filter: RunFilter | null | undefined; limit: number },
): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>(
    sql`SELECT r."id" AS id FROM "Run" AS r WHERE ${runCondition(dialect, filter)} ORDER BY r."id" DESC LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
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

/** How many of the runs that a filter passes but for that are put aside. */
export function countArchived(
  database: Database,
  filter: RunFilter | null | undefined,
): Promise<number> {
  return countRuns(database, { ...filter, archived: 'ALONE' });
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
