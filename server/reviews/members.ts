import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { CONTEXT, FROM_TRACES } from '../traces/columns.ts';
import { rankBySeed } from '../traces/rankBySeed.ts';
import { prepareCondition } from '../traces/search/narrow.ts';
import type { ReviewDefinition } from './definition.ts';

/** What one judges at a time. */
export type Member = { traceId: string; otherId: string | null; step: number | null };

/** What a review is made of, in its order. */
export function findMembers(
  database: Database,
  definition: ReviewDefinition,
  signal?: AbortSignal | undefined,
): Promise<Member[]> {
  return FINDERS[definition.kind](database, definition, signal);
}

type Find = (
  database: Database,
  definition: ReviewDefinition,
  signal?: AbortSignal | undefined,
) => Promise<Member[]>;

const FINDERS: Record<ReviewDefinition['kind'], Find> = {
  async TRACE(database, definition, signal) {
    const isMeant = await prepareCondition(database, definition.filter);
    const rows = await database.scan<{ id: string }>(
      sql`SELECT t."id" FROM ${FROM_TRACES} WHERE ${isMeant}
        ORDER BY ${orderOf(definition)} LIMIT ${definition.limit}`,
      signal,
    );
    return rows.map(({ id }) => ({ traceId: id, otherId: null, step: null }));
  },
  async STEP(database, definition, signal) {
    const isMeant = await prepareCondition(database, definition.filter);
    const rows = await database.scan<{ id: string; stepCount: number | bigint }>(
      sql`SELECT t."id", t."stepCount" FROM ${FROM_TRACES}
        WHERE t."stepCount" > 0 AND ${isMeant}
        ORDER BY ${orderOf(definition)} LIMIT ${definition.limit}`,
      signal,
    );
    return rows
      .flatMap(({ id, stepCount }) =>
        Array.from({ length: Number(stepCount) }, (_, step) => ({
          traceId: id,
          otherId: null,
          step,
        })),
      )
      .slice(0, definition.limit);
  },
  // Of equal prompts the first and the second, the third and the fourth: each trace is in one pair at most, so that its
  // newest score is the verdict on it. Equal contents are one.
  async PAIR(database, definition, signal) {
    const isMeant = await prepareCondition(database, definition.filter);
    const asked = sql`t."prompt", coalesce(CAST(${CONTEXT} AS TEXT), '')`;
    const rows = await database.scan<{ id: string; other: string }>(
      sql`SELECT id, other FROM (
          SELECT t."id" AS id, lead(t."id") OVER asked AS other, row_number() OVER asked AS number,
            row_number() OVER (ORDER BY ${orderOf(definition)}) AS place
          FROM ${FROM_TRACES} WHERE ${isMeant} AND NOT EXISTS (
            SELECT 1 FROM "Trace" AS same WHERE same."rankHigh" = t."rankHigh"
            AND same."digest" = t."digest" AND same."id" < t."id")
          WINDOW asked AS (PARTITION BY ${asked} ORDER BY ${orderOf(definition)})
        ) AS numbered WHERE number % 2 = 1 AND other IS NOT NULL ORDER BY place LIMIT ${definition.limit}`,
      signal,
    );
    return rows.map(({ id, other }) => ({ traceId: id, otherId: other, step: null }));
  },
};

function orderOf({ order, seed }: ReviewDefinition): Sql {
  if (order === 'RANDOM') return sql`${rankBySeed(seed)}, t."digest", t."id"`;
  return order === 'NEWEST' ? sql`t."id" DESC` : sql`t."id"`;
}
