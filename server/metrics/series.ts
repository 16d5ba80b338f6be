import { empty, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { DatabaseConnection } from '../database/open.ts';
import { readRows } from '../database/rows.ts';
import { listColumns } from '../database/table.ts';
import { METRICS } from './columns.ts';
import { type Point, thin } from './thin.ts';

/** One metric over the steps of a run; of many points, those that show its shape. */
export type MetricSeries = {
  name: string;
  count: number;
  /** How many points a later one at the same step has replaced. */
  replacedCount: number;
  points: Point[];
};

/** About how many points of a metric may be asked for. */
export const pointCount = z.int().min(10).max(20_000);

/** A part of a run, from a step to another, both included; open where there is none. */
export type StepRange = { min?: number | null | undefined; max?: number | null | undefined };

/** Metrics by name, each thinned to about `maxPoints` with its extremes, up to the point of number `upTo`. */
export async function metricSeries(
  connection: DatabaseConnection,
  {
    runId,
    names,
    steps,
    maxPoints,
    upTo,
  }: {
    runId: string;
    names: string[] | null;
    steps?: StepRange | null;
    maxPoints: number;
    upTo: number;
  },
): Promise<MetricSeries[]> {
  const chosen = names ?? (await metricNames(connection, runId));
  const series = await Promise.all(
    chosen.map(async (name) => {
      // Of two points at one step, which a run that went on from a checkpoint can report, the later counts.
      const query = sql`SELECT ${listColumns(POINT)} FROM "Metric"
        WHERE "runId" = ${runId} AND "name" = ${name} AND "seq" <= ${upTo}
        AND "step" >= ${steps?.min ?? FIRST_STEP} AND "step" <= ${steps?.max ?? LAST_STEP} ORDER BY "seq"`;
      const told = await readRows(connection, { table: METRICS, names: POINT, query });
      const byStep = new Map<number, Point>(told.map((point) => [point.step, point]));
      const points = [...byStep.values()].sort((a, b) => a.step - b.step);
      return {
        name,
        count: points.length,
        replacedCount: told.length - points.length,
        points: thin(points, maxPoints),
      };
    }),
  );
  // A metric that was first measured after that point is not known yet, unless it was asked for.
  return names ? series : series.filter(({ count }) => count > 0);
}

// Whatever the column can hold.
const FIRST_STEP = -(2 ** 31);
const LAST_STEP = 2 ** 31 - 1;

const POINT = ['step', 'value', 'text'] as const;

/** The names of a run's metrics, each found by one look into the index, however many points it has. */
export async function metricNames(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  runId: string,
): Promise<string[]> {
  const least = (after: Sql) =>
    sql`(SELECT min(m."name") FROM "Metric" AS m WHERE m."runId" = ${runId} ${after})`;
  const rows = await prisma.$queryRaw<{ name: string }[]>(sql`
    WITH RECURSIVE found(name) AS (
      SELECT ${least(empty)} UNION ALL
      SELECT ${least(sql`AND m."name" > found.name`)} FROM found WHERE found.name IS NOT NULL
    ) SELECT name FROM found WHERE name IS NOT NULL`);
  return rows.map(({ name }) => name);
}
