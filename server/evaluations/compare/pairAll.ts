import { sql } from '@prisma/client-runtime-utils';
import type { Evaluation } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { scanRows } from '../../database/rows.ts';
import { createGiveWay } from '../../giveWay.ts';
import { ROW_RESULTS } from '../columns.ts';
import type { PairGroup } from '../statistics/pairedDifference.ts';
import { countVerdicts } from '../verdicts.ts';

const NAMES = [
  'evaluationId',
  'row',
  'correctCount',
  'wrongCount',
  'noAnswerCount',
  'cutOffCount',
] as const;

// Of all evaluations together.
const RESULTS_AT_ONCE = 20_000;

/** Which rows each two of several evaluations of one dataset did alike, by the places of the two. Their rows are read once
 * for all of them, in pieces. */
export async function pairAll(
  database: Database,
  evaluations: Pick<Evaluation, 'id'>[],
  signal?: AbortSignal | undefined,
): Promise<(base: number, other: number) => PairGroup[]> {
  const places = new Map(evaluations.map(({ id }, place) => [id, place]));
  const count = evaluations.length;
  const tallies = Array.from({ length: count * count }, () => new Map<number, number>());
  const giveWay = createGiveWay(signal);
  const rowsAtOnce = Math.ceil(RESULTS_AT_ONCE / count);
  const isMeant = database.sql.isOneOf(
    sql`r."evaluationId"`,
    evaluations.map(({ id }) => id),
  );
  const [last] = await database.scan<{ row: number | bigint | null }>(
    sql`SELECT max(r."row") AS row FROM "RowResult" AS r WHERE ${isMeant}`,
    signal,
  );
  for (let from = 0; from <= Number(last?.row ?? -1); from += rowsAtOnce) {
    const results = await scanRows(database, {
      table: ROW_RESULTS,
      names: NAMES,
      query: sql`SELECT * FROM "RowResult" AS r
        WHERE ${isMeant} AND r."row" >= ${from} AND r."row" < ${from + rowsAtOnce}`,
    });
    const found = new Int32Array(rowsAtOnce * count).fill(NONE);
    for (const result of results) {
      const place = places.get(result.evaluationId) ?? 0;
      const samples = countVerdicts(result);
      if (samples > 0) {
        found[(result.row - from) * count + place] = stateOf(samples, result.correctCount);
      }
    }
    for (let row = 0; row < rowsAtOnce; row++) {
      await giveWay();
      tally(found.subarray(row * count, (row + 1) * count), tallies);
    }
  }
  return (base, other) => {
    const [one, two] = base < other ? [base, other] : [other, base];
    return [...(tallies[one * count + two] ?? [])].map(([key, rows]) => {
      const [first, second] = [sideOf(Math.floor(key / STATES)), sideOf(key % STATES)];
      const [ofBase, ofOther] = base < other ? [first, second] : [second, first];
      return { rows, base: ofBase, other: ofOther };
    });
  };
}

const NONE = -1;
// More than there are of up to 1,024 samples.
const STATES = 2 ** 21;

/** Counts how often two of a row's states come together. */
function tally(row: Int32Array, tallies: Map<number, number>[]): void {
  for (let base = 0; base < row.length; base++) {
    const one = row[base] ?? NONE;
    if (one === NONE) continue;
    for (let other = base + 1; other < row.length; other++) {
      const two = row[other] ?? NONE;
      if (two === NONE) continue;
      const counts = tallies[base * row.length + other];
      const key = one * STATES + two;
      counts?.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
}

/** A number for what a row came to: so many samples, so many of them correct. */
function stateOf(samples: number, correct: number): number {
  return samples * WIDTH + correct;
}

function sideOf(state: number): PairGroup['base'] {
  return { samples: Math.floor(state / WIDTH), correct: state % WIDTH };
}

const WIDTH = 1_025;
