import { z } from 'zod';
import type { Database } from '../../database/open.ts';
import { ValidationError } from '../../errors.ts';
import { getSplit } from '../getSplit.ts';
import { datasetTraceIds } from '../traceIds.ts';
import { findLeaks, type Leak } from './find.ts';

/** From which share of 8-grams on a row counts as a leak. */
export const leastShare = z.number().gt(0).max(1);

export const USUAL_SHARE = 0.5;

export type DatasetLeaks = {
  key: string;
  otherKey: string;
  /** How many rows were looked for, and in how many. */
  rowCount: number;
  otherCount: number;
  leaks: Leak[];
};

/** A dataset, or one side of it. */
type Part = { key: string; split?: string | null | undefined };

/** The rows of one dataset that stand in another, or of one side in another side.
 * @throws NotFoundError for a dataset or a side that is not there, ValidationError where both are the same rows */
export async function datasetLeaks(
  database: Database,
  search: { of: Part; within: Part; leastShare: number; signal?: AbortSignal | undefined },
): Promise<DatasetLeaks> {
  const { of, within } = search;
  if (of.key === within.key && (of.split == null || of.split === within.split)) {
    const message =
      'Expected two datasets, or two sides of one, got the same rows twice, which all stand in themselves';
    throw new ValidationError([{ path: ['otherKey'], message }]);
  }
  const [traceIds, otherTraceIds] = [await idsOf(database, of), await idsOf(database, within)];
  return {
    key: of.key,
    otherKey: within.key,
    rowCount: traceIds.length,
    otherCount: otherTraceIds.length,
    leaks: await findLeaks(database, { ...search, traceIds, otherTraceIds }),
  };
}

async function idsOf(database: Database, { key, split }: Part): Promise<string[]> {
  const { id: datasetId } = await getSplit(database, { key, split });
  return datasetTraceIds(database, { datasetId, split });
}
