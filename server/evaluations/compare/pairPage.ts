import { join, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { EvaluationRow, Sample } from '../../../prisma/generated/sqlite/client.ts';
import { columnInt, encodeCursor, readCursor } from '../../cursor.ts';
import type { Database } from '../../database/open.ts';
import { type MetaValue, metaCondition } from '../metaCondition.ts';
import { isRightIn, shareIn } from './right.ts';
import { pairedResults, type Sides } from './sides.ts';

/** What became of a row, by the greater part of its samples on each side. */
export type OutcomePair = 'BOTH_RIGHT' | 'FIXED' | 'BROKEN' | 'BOTH_WRONG';

export type PairFilter = {
  pair?: OutcomePair | null | undefined;
  /** The other's mean is greater, less, or the same. */
  change?: 'BETTER' | 'WORSE' | 'EQUAL' | null | undefined;
  meta?: MetaValue | null | undefined;
};

/** A question with what both sides made of it. */
export type PairedRow = {
  question: EvaluationRow;
  pair: OutcomePair;
  /** The share that is correct of each side's samples that got a verdict, and their difference. */
  baseShare: number;
  otherShare: number;
  change: number;
  baseSamples: Sample[];
  otherSamples: Sample[];
};

export type PairPage = { rows: PairedRow[]; cursor: string | null };

/** What became worst first, what became best first, or worst, best and then what did not change. */
export type PairOrder = 'BROKEN_FIRST' | 'FIXED_FIRST' | 'CHANGED_FIRST';

type Asked = {
  filter: PairFilter;
  order: PairOrder;
  after: string | null;
  first: number;
  /** How many samples of each side, at most. */
  samples: number;
  signal?: AbortSignal | undefined;
};

/** A page of the rows of a comparison. @throws ValidationError for a cursor of another list */
export async function pairPage(
  database: Pick<Database, 'prisma' | 'scan' | 'sql'>,
  sides: Sides,
  asked: Asked,
): Promise<PairPage> {
  const found = await findPlaces(database, sides, asked);
  const places = found.slice(0, asked.first);
  const { base, other } = sides;
  const [questions, ofBase, ofOther] = await Promise.all([
    database.prisma.evaluationRow.findMany({
      where: { runId: base.runId, row: { in: places.map(({ row }) => row) } },
    }),
    samplesOf(database, base, { rows: places.map(({ row }) => row), samples: asked.samples }),
    samplesOf(database, other, { rows: places.map(({ at }) => at), samples: asked.samples }),
  ]);
  const byRow = new Map(questions.map((question) => [question.row, question]));
  const last = places.at(-1);
  return {
    rows: places.flatMap((place) => {
      const question = byRow.get(place.row);
      if (!question) return [];
      const { baseShare, otherShare, change } = place;
      const pair = pairOf(place);
      const baseSamples = ofBase.get(place.row) ?? [];
      const otherSamples = ofOther.get(place.at) ?? [];
      return [{ question, pair, baseShare, otherShare, change, baseSamples, otherSamples }];
    }),
    cursor:
      last && found.length > asked.first
        ? encodeCursor({ by: nameOf(asked), key: [last.key, last.row] })
        : null,
  };
}

/** Where a row stands in the list: the lines of its question on each side, and how it did. */
type Place = {
  row: number;
  at: number;
  key: number;
  isBaseRight: boolean;
  isOtherRight: boolean;
} & Pick<PairedRow, 'baseShare' | 'otherShare' | 'change'>;

async function findPlaces(
  { scan, sql: dialect }: Pick<Database, 'scan' | 'sql'>,
  sides: Sides,
  { filter, order, after, first, signal }: Asked,
): Promise<Place[]> {
  const change = sql`(${shareIn('o')} - ${shareIn('b')})`;
  const place = PLACES[order](change);
  const conditions = [...conditionsOf(filter, change)];
  if (filter.meta) {
    conditions.push(sql`EXISTS (SELECT 1 FROM "EvaluationRow" AS q
      WHERE q."runId" = ${sides.base.runId} AND q."row" = b."row" AND ${metaCondition(dialect, filter.meta)})`);
  }
  if (after !== null) {
    const { key } = readCursor(after, cursorOf(order));
    conditions.push(sql`(${place} > ${key[0]} OR ${place} = ${key[0]} AND b."row" > ${key[1]})`);
  }
  const rows = await scan<Place>(
    sql`SELECT b."row" AS "row", o."row" AS "at", ${isRightIn('b')} AS "isBaseRight", ${isRightIn('o')} AS "isOtherRight",
        ${shareIn('b')} AS "baseShare", ${shareIn('o')} AS "otherShare", ${change} AS "change", ${place} AS "key"
      ${pairedResults(sides)} ${conditions.length > 0 ? sql`AND ${join(conditions, ' AND ')}` : sql``}
      ORDER BY 8, 1 LIMIT ${first + 1}`,
    signal,
  );
  return rows.map((place) => ({ ...place, row: Number(place.row), at: Number(place.at) }));
}

/** What rows are ordered by, the least first; a change is between -1 and 1. */
const PLACES: Record<PairOrder, (change: Sql) => Sql> = {
  BROKEN_FIRST: (change) => change,
  FIXED_FIRST: (change) => sql`(- ${change})`,
  CHANGED_FIRST: (change) =>
    sql`(CASE WHEN ${change} < 0 THEN ${change} WHEN ${change} > 0 THEN 2 - ${change} ELSE 2 END)`,
};

function* conditionsOf({ pair, change: wanted }: PairFilter, change: Sql): Generator<Sql> {
  if (pair) {
    const { base, other } = RIGHT[pair];
    yield sql`${isRightIn('b')} = ${base ? sql`(1 = 1)` : sql`(1 = 0)`}`;
    yield sql`${isRightIn('o')} = ${other ? sql`(1 = 1)` : sql`(1 = 0)`}`;
  }
  if (wanted === 'BETTER') yield sql`${change} > 0`;
  if (wanted === 'WORSE') yield sql`${change} < 0`;
  if (wanted === 'EQUAL') yield sql`${change} = 0`;
}

const RIGHT: Record<OutcomePair, { base: boolean; other: boolean }> = {
  BOTH_RIGHT: { base: true, other: true },
  FIXED: { base: false, other: true },
  BROKEN: { base: true, other: false },
  BOTH_WRONG: { base: false, other: false },
};

function pairOf({ isBaseRight, isOtherRight }: Place): OutcomePair {
  if (isBaseRight) return isOtherRight ? 'BOTH_RIGHT' : 'BROKEN';
  return isOtherRight ? 'FIXED' : 'BOTH_WRONG';
}

async function samplesOf(
  { prisma }: Pick<Database, 'prisma'>,
  { runId, step }: Sides['base'],
  { rows, samples }: { rows: number[]; samples: number },
): Promise<Map<number, Sample[]>> {
  const found = await prisma.sample.findMany({
    where: { runId, step, row: { in: rows }, index: { lt: samples } },
    orderBy: [{ row: 'asc' }, { index: 'asc' }],
  });
  return Map.groupBy(found, ({ row }) => row);
}

function cursorOf(order: PairOrder) {
  return z.object({
    by: z.literal(nameOf({ order })),
    key: z.tuple([z.number(), columnInt]),
  });
}

function nameOf({ order }: Pick<Asked, 'order'>): string {
  return `pairs ${order}`;
}
