import { join, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import { encodeCursor, readCursor } from '../cursor.ts';
import type { Database } from '../database/open.ts';
import { filterCondition, type TraceFilter } from './filter.ts';

/** What traces are ordered by: their age, or their newest score by a criteria, unscored ones last. */
export type TraceOrder = {
  field: 'CREATED_AT' | 'SCORE';
  direction: 'ASC' | 'DESC';
  criteria: string;
};

/** One page of a list: at most `limit` rows between two cursors; when `inverted`, from its end, last first. */
export type Page = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  limit: number;
  inverted: boolean;
};

type Cursor = { id: string; score: number | null };
type Listed = { id: string; cursor: string };

export const NEWEST_FIRST: TraceOrder = {
  field: 'CREATED_AT',
  direction: 'DESC',
  criteria: 'baseline',
};

/**
 * A page of the traces that a filter passes: their ids, each with the cursor of its place.
 * @throws ValidationError when a cursor was not made by this list
 */
export async function listTraces(
  { prisma, scan, sql: dialect }: Database,
  {
    filter,
    order,
    page,
    signal,
  }: {
    filter: TraceFilter | null | undefined;
    order: TraceOrder;
    page: Page;
    signal?: AbortSignal | undefined;
  },
): Promise<Listed[]> {
  const after = page.after == null ? null : readCursor(page.after, cursor);
  const before = page.before == null ? null : readCursor(page.before, cursor);
  const isDescending = (order.direction === 'DESC') !== page.inverted;
  const condition = filterCondition(dialect, filter);
  const read = (query: Sql) =>
    isIndexed(order, filter) ? prisma.$queryRaw<Cursor[]>(query) : scan<Cursor>(query, signal);
  const listed: Listed[] = [];
  const parts = partsOf(order);
  for (const part of page.inverted ? parts.toReversed() : parts) {
    const bounds = boundsOf(part, parts, {
      after,
      before,
      isDescending: order.direction === 'DESC',
    });
    if (!bounds || listed.length >= page.limit) continue;
    const direction = isDescending ? sql`DESC` : sql`ASC`;
    const ordering = join(part.keys.map((key) => sql`${key} ${direction}`));
    const rows = await read(sql`
      SELECT t."id" AS id, ${part.score} AS score FROM ${part.tables}
      WHERE ${join([condition, ...part.conditions, ...bounds], ' AND ')}
      ORDER BY ${ordering} LIMIT ${page.limit - listed.length}`);
    listed.push(...rows.map(({ id, score }) => ({ id, cursor: encodeCursor({ id, score }) })));
  }
  return listed;
}

/** How many traces a filter passes. */
export async function countTraces(
  { scan, sql: dialect }: Database,
  filter: TraceFilter | null | undefined,
  signal?: AbortSignal | undefined,
): Promise<number> {
  const rows = await scan<{ count: number | bigint }>(
    sql`SELECT count(*) AS count FROM "Trace" AS t WHERE ${filterCondition(dialect, filter)}`,
    signal,
  );
  return Number(rows[0]?.count ?? 0);
}

/** Whether an index yields the rows of a page one after the other, so that reading them is short. */
function isIndexed({ field }: TraceOrder, filter: TraceFilter | null | undefined): boolean {
  if (field !== 'CREATED_AT') return false;
  return Object.entries(filter ?? {}).every(
    ([part, value]) => value == null || part === 'source' || part === 'createdAt',
  );
}

const cursor = z.object({ id: z.string(), score: z.number().nullable() });

/** A stretch of the list that one index yields in order. */
type Part = {
  tables: Sql;
  conditions: Sql[];
  score: Sql;
  keys: Sql[];
  holds: (cursor: Cursor) => boolean;
  values: (cursor: Cursor) => (string | number | null)[];
};

function partsOf({ field, criteria }: TraceOrder): Part[] {
  const byId = {
    tables: sql`"Trace" AS t`,
    conditions: [],
    score: sql`NULL`,
    keys: [sql`t."id"`],
    holds: ({ score }: Cursor) => score === null,
    values: ({ id }: Cursor) => [id],
  };
  if (field === 'CREATED_AT') return [byId];
  const isCriteria = sql`s."criteria" = ${criteria} AND s."isNewest"`;
  return [
    {
      tables: sql`"Score" AS s JOIN "Trace" AS t ON t."id" = s."traceId"`,
      conditions: [isCriteria],
      score: sql`s."score"`,
      keys: [sql`s."score"`, sql`s."traceId"`],
      holds: ({ score }) => score !== null,
      values: ({ id, score }) => [score, id],
    },
    {
      ...byId,
      conditions: [
        sql`NOT EXISTS (SELECT 1 FROM "Score" AS s WHERE s."traceId" = t."id" AND ${isCriteria})`,
      ],
    },
  ];
}

/** The conditions that two cursors put on a part of the list; null when it lies outside them. */
function boundsOf(
  part: Part,
  parts: Part[],
  {
    after,
    before,
    isDescending,
  }: { after: Cursor | null; before: Cursor | null; isDescending: boolean },
): Sql[] | null {
  const bounds: Sql[] = [];
  const position = parts.indexOf(part);
  for (const [cursor, isAfter] of [
    [after, true],
    [before, false],
  ] as const) {
    if (!cursor) continue;
    const cursorPosition = parts.findIndex(({ holds }) => holds(cursor));
    if (cursorPosition === position) {
      const comparison = isAfter === isDescending ? sql`<` : sql`>`;
      bounds.push(sql`(${join(part.keys)}) ${comparison} (${join(part.values(cursor))})`);
    } else if (isAfter ? cursorPosition > position : cursorPosition < position) {
      return null;
    }
  }
  return bounds;
}
