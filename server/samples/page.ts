import { empty, join, raw, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Sample } from '../../prisma/generated/sqlite/client.ts';
import { columnInt, encodeCursor, readCursor } from '../cursor.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { fittingPage } from './fitting.ts';

export type SampleOrder = { field: 'PLACE' | 'TOKENS' | 'LOGPROB'; isDescending: boolean };

export type SampleFilter = {
  outcomes?: Sample['outcome'][] | null | undefined;
  /** The question, by its line from 0. */
  row?: number | null | undefined;
};

/** Samples that follow one another in an order, and the place after them; null at the end. */
export type SamplePage = { samples: Sample[]; cursor: string | null };

/** A page of the samples of one step of a run, however many there are: each order and outcome has its index. It has fewer where
 * they are long.
 * @throws ValidationError for a cursor of another list */
export async function samplePage(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  {
    runId,
    step,
    filter,
    order,
    after,
    first,
  }: {
    runId: string;
    step: number;
    filter: SampleFilter;
    order: SampleOrder;
    after: string | null;
    first: number;
  },
): Promise<SamplePage> {
  const outcomes = filter.outcomes ?? [null];
  // One index reads one outcome in its order, so that the first of each are merged, not sorted.
  const pages = await Promise.all(
    outcomes.map((outcome) => {
      const conditions = [
        sql`s."runId" = ${runId} AND s."step" = ${step}`,
        ...(outcome === null ? [] : [sql`s."outcome" = ${raw(`'${outcome}'`)}`]),
        ...(filter.row == null ? [] : [sql`s."row" = ${filter.row}`]),
        ...(order.field === 'LOGPROB' ? [sql`s."meanLogprob" IS NOT NULL`] : []),
        ...(after === null ? [] : [beyond(order, readCursor(after, cursorOf(order)))]),
      ];
      const direction = order.isDescending ? sql`DESC` : empty;
      const keys = KEYS[order.field].map((column) => sql`s.${column} ${direction}`);
      return prisma.$queryRaw<{ seq: number | bigint }[]>(
        sql`SELECT s."seq" FROM "Sample" AS s WHERE ${join(conditions, ' AND ')}
          ORDER BY ${join(keys)} LIMIT ${first + 1}`,
      );
    }),
  );
  const seqs = pages.flat().map(({ seq }) => Number(seq));
  const found = await prisma.sample.findMany({
    where: { runId, seq: { in: seqs } },
    select: { seq: true, row: true, index: true, tokens: true, meanLogprob: true },
  });
  const sorted = found.sort((a, b) => compare(order, a, b)).map(({ seq }) => seq);
  const fitting = await fittingPage(
    { prisma },
    { where: sql`s."runId" = ${runId}`, by: sql`s."seq"`, keys: sorted.slice(0, first) },
  );
  const page = await prisma.sample.findMany({ where: { runId, seq: { in: fitting } } });
  const samples = page.sort((a, b) => compare(order, a, b));
  const last = samples.at(-1);
  return {
    samples,
    cursor: last && sorted.length > samples.length ? encodeCursor(placeOf(order, last)) : null,
  };
}

const KEYS: Record<SampleOrder['field'], [Sql, Sql]> = {
  PLACE: [raw('"row"'), raw('"index"')],
  TOKENS: [raw('"tokens"'), raw('"seq"')],
  LOGPROB: [raw('"meanLogprob"'), raw('"seq"')],
};

type Place = { by: string; key: [number, number] };

function cursorOf(order: SampleOrder) {
  const first = order.field === 'LOGPROB' ? z.number() : columnInt;
  return z.object({ by: z.literal(nameOf(order)), key: z.tuple([first, columnInt]) });
}

type Placed = Pick<Sample, 'seq' | 'row' | 'index' | 'tokens' | 'meanLogprob'>;

function placeOf(order: SampleOrder, sample: Placed): Place {
  return { by: nameOf(order), key: keyOf(order, sample) };
}

function nameOf({ field, isDescending }: SampleOrder): string {
  return `samples ${field} ${isDescending}`;
}

function keyOf({ field }: SampleOrder, sample: Placed): [number, number] {
  if (field === 'PLACE') return [sample.row, sample.index];
  return [field === 'TOKENS' ? sample.tokens : (sample.meanLogprob ?? 0), sample.seq];
}

function compare(order: SampleOrder, a: Placed, b: Placed): number {
  const [[first, second], [otherFirst, otherSecond]] = [keyOf(order, a), keyOf(order, b)];
  const ascending = first - otherFirst || second - otherSecond;
  return order.isDescending ? -ascending : ascending;
}

function beyond({ field, isDescending }: SampleOrder, { key }: Place): Sql {
  const [first, second] = KEYS[field];
  const than = isDescending ? sql`<` : sql`>`;
  return sql`(s.${first}, s.${second}) ${than} (${key[0]}, ${key[1]})`;
}
