import { join, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import { encodeCursor, readCursor } from '../cursor.ts';
import type { Database } from '../database/open.ts';
import { FROM_TRACES } from './columns.ts';
import { isShort } from './count.ts';
import { filterCondition, type TraceFilter } from './filter.ts';
import { getTraces } from './get.ts';
import { isNewestScore } from './newestScore.ts';
import { type Narrowed, narrow } from './search/narrow.ts';

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
type Bounds = { after: Cursor | null; before: Cursor | null; isDescending: boolean };

export const NEWEST_TRACES_FIRST: TraceOrder = {
  field: 'CREATED_AT',
  direction: 'DESC',
  criteria: 'baseline',
};

/** A page of the traces that a filter passes, each with the cursor of its place.
 * @param query which columns and relations Prisma loads of each
 * @throws ValidationError when a cursor was not made by this list */
export async function listTraces(
  database: Database,
  {
    filter,
    order,
    page,
    query,
    signal,
  }: {
    filter: TraceFilter | null | undefined;
    order: TraceOrder;
    page: Page;
    query: object;
    signal?: AbortSignal | undefined;
  },
) {
  const bounds: Bounds = {
    after: page.after == null ? null : readCursor(page.after, cursor),
    before: page.before == null ? null : readCursor(page.before, cursor),
    isDescending: order.direction === 'DESC',
  };
  if (isOfAllByAge(order, filter, bounds)) return listByAge(database, { page, bounds, query });
  const narrowed = await narrow(database, filter);
  const places =
    order.field === 'CREATED_AT' && narrowed.terms.length > 0
      ? await findWords(database, { narrowed, page, bounds, signal })
      : await findPlaces(database, { filter, order, page, bounds, signal });
  const cursors = new Map(places.map((place) => [place.id, encodeCursor(place)]));
  const traces = await getTraces(database, [...cursors.keys()], query);
  return traces.map((trace) => ({ ...trace, cursor: cursors.get(trace.id) ?? '' }));
}

/** Whether a page is one of all traces by their age, which Prisma finds and reads at once. */
function isOfAllByAge(
  { field }: TraceOrder,
  filter: TraceFilter | null | undefined,
  { after, before }: Bounds,
): boolean {
  return (
    field === 'CREATED_AT' &&
    Object.values(filter ?? {}).every((value) => value == null) &&
    [after, before].every((place) => place === null || place.score === null)
  );
}

async function listByAge(
  { prisma }: Database,
  {
    page,
    bounds: { after, before, isDescending },
    query,
  }: { page: Page; bounds: Bounds; query: object },
) {
  const [above, below] = isDescending ? [before, after] : [after, before];
  const traces = await prisma.trace.findMany({
    ...query,
    where: { id: { ...(above && { gt: above.id }), ...(below && { lt: below.id }) } },
    orderBy: { id: isDescending === page.inverted ? 'asc' : 'desc' },
    take: page.limit,
  });
  return traces.map((trace) => ({ ...trace, cursor: encodeCursor({ id: trace.id, score: null }) }));
}

/** The traces of a page by their age that have the words of a filter. */
async function findWords(
  { scan, sql: dialect }: Database,
  {
    narrowed: { terms, condition },
    page,
    bounds: { after, before, isDescending },
    signal,
  }: { narrowed: Narrowed; page: Page; bounds: Bounds; signal: AbortSignal | undefined },
): Promise<Cursor[]> {
  const [above, below] = isDescending ? [before, after] : [after, before];
  const stretch = {
    above: above?.id,
    below: below?.id,
    isDescending: isDescending !== page.inverted,
    limit: page.limit,
  };
  const query = await dialect.words.findFirst({ terms, condition, stretch }, (text) =>
    scan(text, signal),
  );
  const ids = (await scan<{ id: string }>(query, signal)).map(({ id }) => id);
  ids.sort((one, other) => (one < other === stretch.isDescending ? 1 : -1));
  return ids.map((id) => ({ id, score: null }));
}

async function findPlaces(
  { prisma, scan, sql: dialect }: Database,
  {
    filter,
    order,
    page,
    bounds,
    signal,
  }: {
    filter: TraceFilter | null | undefined;
    order: TraceOrder;
    page: Page;
    bounds: Bounds;
    signal: AbortSignal | undefined;
  },
): Promise<Cursor[]> {
  const condition = filterCondition(dialect, filter);
  const read = (query: Sql) =>
    isIndexed(order, filter) ? prisma.$queryRaw<Cursor[]>(query) : scan<Cursor>(query, signal);
  const places: Cursor[] = [];
  const parts = partsOf(order);
  for (const part of page.inverted ? parts.toReversed() : parts) {
    const within = boundsOf(part, parts, bounds);
    if (!within || places.length >= page.limit) continue;
    const direction = bounds.isDescending === page.inverted ? sql`ASC` : sql`DESC`;
    const ordering = join(part.keys.map((key) => sql`${key} ${direction}`));
    const rows = await read(sql`
      SELECT t."id" AS id, ${part.score} AS score FROM ${part.tables}
      WHERE ${join([condition, ...part.conditions, ...within], ' AND ')}
      ORDER BY ${ordering} LIMIT ${page.limit - places.length}`);
    places.push(...rows.map(({ id, score }) => ({ id, score })));
  }
  return places;
}

/** Whether an index yields the rows of a page one after the other, so that reading them is short. */
function isIndexed({ field }: TraceOrder, filter: TraceFilter | null | undefined): boolean {
  return field === 'CREATED_AT' && isShort(filter);
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
    tables: FROM_TRACES,
    conditions: [],
    score: sql`NULL`,
    keys: [sql`t."id"`],
    holds: ({ score }: Cursor) => score === null,
    values: ({ id }: Cursor) => [id],
  };
  if (field === 'CREATED_AT') return [byId];
  const isCriteria = isNewestScore(sql`s`, criteria);
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
  { after, before, isDescending }: Bounds,
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
