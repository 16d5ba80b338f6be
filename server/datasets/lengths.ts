import { sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Database } from '../database/open.ts';
import { scanRows } from '../database/rows.ts';
import { TRACES } from '../traces/columns.ts';

/** How many rows have a length of `from` to `to` tokens, both included. */
export type HistogramBin = { from: number; to: number; count: number };

/** About how many bins a histogram may have. */
export const binCount = z.int().min(1).max(200);

type Counted = { stepCount: number; charCount: number };

// What the rendering adds: the markers of two turns, and the number before every step.
const MARKER_CHARS = 85;
const NUMBER_CHARS = 4;
const CHARS_PER_TOKEN = 3;

/** The lengths of a dataset's rendered rows, in tokens estimated at one for three characters. */
export async function datasetLengths(
  database: Database,
  { datasetId, bins }: { datasetId: string; bins: number },
): Promise<HistogramBin[]> {
  const query = sql`SELECT t."stepCount", t."charCount" FROM "DatasetTrace" AS m
    JOIN "Trace" AS t ON t."id" = m."traceId" WHERE m."datasetId" = ${datasetId}`;
  const names = ['stepCount', 'charCount'] as const;
  return lengthHistogram(await scanRows(database, { table: TRACES, names, query }), bins);
}

/** The lengths of rendered traces in bins of equal width, from 0 on. */
export function lengthHistogram(traces: Counted[], bins: number): HistogramBin[] {
  const lengths = traces.map(estimatedTokens);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest === 0) return [];
  const width = Math.ceil((longest + 1) / bins);
  const histogram = Array.from({ length: Math.ceil((longest + 1) / width) }, (_, index) => ({
    from: index * width,
    to: (index + 1) * width - 1,
    count: 0,
  }));
  for (const length of lengths) {
    const bin = histogram[Math.floor(length / width)];
    if (bin) bin.count += 1;
  }
  return histogram;
}

function estimatedTokens({ stepCount, charCount }: Counted): number {
  return Math.ceil((charCount + NUMBER_CHARS * stepCount + MARKER_CHARS) / CHARS_PER_TOKEN);
}
