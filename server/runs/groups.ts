import { empty, join, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Dialect } from '../database/dialect.ts';
import type { Database } from '../database/open.ts';
import { type RunFilter, runCondition } from './filter.ts';
import type { OrderKey } from './orderKey.ts';
import { settingKeys, settingPath, settingText } from './setting.ts';

/** How many groups are told of at most. */
const MOST_GROUPS = 1_000;

const GROUPED_BY = ['DATASET', 'MODEL', 'STATUS', 'KIND', 'TAGS', 'SETTING'] as const;

/** What runs stand together by; `SETTING` says which. */
export type RunGrouping = {
  by: (typeof GROUPED_BY)[number];
  setting?: string | null | undefined;
  /** Values whose runs are left out of lists. */
  folded?: string[] | null | undefined;
};

export const runGrouping = z
  .strictObject({
    by: z.enum(GROUPED_BY),
    setting: settingPath.nullish(),
    folded: z.array(z.string().max(10_000)).max(MOST_GROUPS).nullish(),
  })
  .refine(({ by, setting }) => (by === 'SETTING') === (setting != null), {
    path: ['setting'],
    error: 'Expected `setting` with SETTING, and none with others',
  });

/** The groups of the runs that a filter passes, in the order in which lists have them, with how many each has. */
export async function countGroups(
  { prisma, sql: dialect }: Database,
  { grouping, filter }: { grouping: RunGrouping; filter: RunFilter | null | undefined },
): Promise<{ value: string; count: number }[]> {
  const condition = runCondition(dialect, filter);
  const order = orderOf(sql`g."value"`, grouping).map(({ column }) => column);
  const rows = await prisma.$queryRaw<{ value: string; count: number | bigint }[]>(sql`
    WITH g AS (SELECT v."value", count(*) AS count
      FROM (SELECT ${sharedOf(dialect, grouping)} AS "value" FROM "Run" AS r WHERE ${condition}) AS v GROUP BY v."value")
    SELECT g."value" AS value, g.count AS count FROM g ORDER BY ${join(order)} LIMIT ${MOST_GROUPS}`);
  return rows.map(({ value: shared, count }) => ({ value: shared, count: Number(count) }));
}

/** What a query for runs under the name `r` needs for a list in groups. */
export type Grouped = {
  /** What it begins with. */
  beginning: Sql;
  /** What it joins. */
  joined: Sql;
  /** What a run shares with those of its group. */
  value: Sql;
  /** What it is ordered by before all else. */
  keys: OrderKey[];
  /** The condition that its group is not folded. */
  isUnfolded: Sql;
};

/** @param condition which runs are meant */
export function groupRuns(dialect: Dialect, grouping: RunGrouping, condition: Sql): Grouped {
  const column = columnOf(grouping);
  const value = column ?? sql`g."value"`;
  const { folded } = grouping;
  return {
    // Else what is no column is computed for each mention of it.
    beginning: column
      ? empty
      : sql`WITH g AS MATERIALIZED (SELECT r."id" AS "runId", ${sharedOf(dialect, grouping)} AS "value"
          FROM "Run" AS r WHERE ${condition})`,
    joined: column ? empty : sql`JOIN g ON g."runId" = r."id"`,
    value,
    keys: orderOf(value, grouping),
    isUnfolded: folded?.length ? sql`NOT (${dialect.isOneOf(value, folded)})` : sql`1 = 1`,
  };
}

function sharedOf(dialect: Dialect, grouping: RunGrouping): Sql {
  return (
    columnOf(grouping) ??
    (grouping.by === 'TAGS'
      ? dialect.joinedTexts(sql`t."tag"`, sql`FROM "RunTag" AS t WHERE t."runId" = r."id"`)
      : settingText(dialect, grouping.setting ?? ''))
  );
}

function columnOf({ by }: RunGrouping): Sql | null {
  switch (by) {
    case 'DATASET':
      return sql`r."datasetKey"`;
    case 'MODEL':
      return sql`r."modelId"`;
    case 'STATUS':
      return sql`CAST(r."status" AS TEXT)`;
    case 'KIND':
      return sql`CAST(r."kind" AS TEXT)`;
    case 'TAGS':
    case 'SETTING':
      return null;
  }
}

function orderOf(value: Sql, { by }: RunGrouping): OrderKey[] {
  if (by === 'SETTING') return settingKeys(value, false);
  const isNothing = sql`CASE ${value} WHEN '' THEN 1 ELSE 0 END`;
  return [...(by === 'TAGS' ? [isNothing] : []), value].map((column) => ({
    column,
    isDescending: false,
  }));
}
