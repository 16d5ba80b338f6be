import { sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Database } from '../database/open.ts';
import { scanRows } from '../database/rows.ts';
import { TRACES } from '../traces/columns.ts';

/** How many rows have a length of `from` to `to` tokens, both included. */
export type HistogramBin = { from: number; to: number; count: number };

/** How many bins a histogram may have at most. */
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

/** The lengths of rendered traces in at most so many bins of equal width, which is 1, 2 or 5 times a power of
 * ten; from 0 on where the shortest is under a quarter of the longest, else from a round number below it. */
export function lengthHistogram(traces: Counted[], bins: number): HistogramBin[] {
  const lengths = traces.map(estimatedTokens);
  if (lengths.length === 0) return [];
  const [shortest, longest] = lengths.reduce(
    ([least, most], length) => [Math.min(least, length), Math.max(most, length)],
    [Number.POSITIVE_INFINITY, 0],
  );
  const { start, width } = scaleFor(shortest < longest / 4 ? 0 : shortest, longest, bins);
  const count = Math.floor((longest - start) / width) + 1;
  const histogram = Array.from({ length: count }, (_, index) => ({
    from: start + index * width,
    to: start + (index + 1) * width - 1,
    count: 0,
  }));
  for (const length of lengths) {
    const bin = histogram[Math.floor((length - start) / width)];
    if (bin) bin.count += 1;
  }
  return histogram;
}

/** The narrowest round width with which bins from a tenfold of it on reach from the least to the greatest. */
function scaleFor(least: number, most: number, bins: number): { start: number; width: number } {
  for (let power = 1; ; power *= 10) {
    for (const width of [power, 2 * power, 5 * power]) {
      const start = Math.floor(least / (10 * width)) * 10 * width;
      if (Math.floor((most - start) / width) < bins) return { start, width };
    }
  }
}

function estimatedTokens({ stepCount, charCount }: Counted): number {
  return Math.ceil((charCount + NUMBER_CHARS * stepCount + MARKER_CHARS) / CHARS_PER_TOKEN);
}
