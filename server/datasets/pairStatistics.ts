import { sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';
import { readRows } from '../database/rows.ts';
import { PAIRS } from './columns.ts';

/** How far the chosen traces of pairs score above the rejected ones. */
export type PairStatistics = {
  pairCount: number;
  avgMargin: number;
  minMargin: number;
  maxMargin: number;
};

type Scored = { chosenScore: number; rejectedScore: number };

export async function datasetPairStatistics(
  connection: DatabaseConnection,
  datasetId: string,
): Promise<PairStatistics> {
  const query = sql`SELECT * FROM "DatasetPair" AS t WHERE t."datasetId" = ${datasetId}`;
  const names = ['chosenScore', 'rejectedScore'] as const;
  return pairStatisticsOf(await readRows(connection, { table: PAIRS, names, query }));
}

/** Not rounded, and all zero where there is no pair. */
export function pairStatisticsOf(pairs: Scored[]): PairStatistics {
  if (pairs.length === 0) return { pairCount: 0, avgMargin: 0, minMargin: 0, maxMargin: 0 };
  let [sum, least, most] = [0, Number.POSITIVE_INFINITY, 0];
  for (const { chosenScore, rejectedScore } of pairs) {
    const margin = chosenScore - rejectedScore;
    sum += margin;
    least = Math.min(least, margin);
    most = Math.max(most, margin);
  }
  return {
    pairCount: pairs.length,
    avgMargin: sum / pairs.length,
    minMargin: least,
    maxMargin: most,
  };
}
