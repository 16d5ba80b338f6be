import type { Evaluation, Run } from '../../../prisma/generated/sqlite/client.ts';
import { keepAnswers } from '../../database/keepAnswers.ts';
import type { Database } from '../../database/open.ts';
import { getSplit } from '../../datasets/getSplit.ts';
import { USUAL_SHARE } from '../../datasets/leaks/datasetLeaks.ts';
import { findLeaks } from '../../datasets/leaks/find.ts';
import { datasetTraceIds } from '../../datasets/traceIds.ts';
import { NotFoundError } from '../../errors.ts';
import { storedManifest } from '../../manifests/stored.ts';
import { storedPlan } from '../../runs/plan.ts';
import { splitRows } from '../../runs/splitRows.ts';
import { type Led, type Stage, stagesOf } from './stages.ts';

/** How many rows of an evaluated dataset trainings had learned from: the same question, or most of one. */
export type Leaks = { leakCount: number; rowCount: number };

/** What was asked in an evaluation. */
export type Asked = Pick<Evaluation, 'datasetKey' | 'datasetDigest' | 'pins'>;

type Part = { key: string; split: string | null; digest: string };

const kept = keepAnswers<Leaks | null>(200);

/** The rows of an evaluated dataset among those that all trainings before it learned from; null where there was none, and where
 * no dataset of theirs is what it was. */
export async function evaluationLeaks(
  database: Database,
  evaluation: Asked & Led,
): Promise<Leaks | null> {
  return leaksOf(database, evaluation, await stagesOf(database, evaluation));
}

/** The rows of an evaluated dataset among those that some trainings learned from; null where either is not what it was. */
export function leaksOf(
  database: Database,
  asked: Asked,
  stages: readonly Stage[],
): Promise<Leaks | null> {
  const { split } = Object(asked.pins);
  const of = { key: asked.datasetKey, digest: asked.datasetDigest, split: split ?? null };
  const key = JSON.stringify([of, stages.map(({ run }) => run.id)]);
  return kept(database, key, () => countLeaks(database, of, stages));
}

async function countLeaks(
  database: Database,
  of: Part,
  stages: readonly Stage[],
): Promise<Leaks | null> {
  const traceIds = await idsOf(database, of);
  const learned: string[][] = [];
  for (const stage of stages) {
    const ids = await learnedIds(database, stage);
    if (ids) learned.push(ids);
  }
  if (!traceIds || learned.length === 0) return null;
  const otherTraceIds = [...new Set(learned.flat())];
  const leaks = await findLeaks(database, { traceIds, otherTraceIds, leastShare: USUAL_SHARE });
  return { leakCount: leaks.length, rowCount: traceIds.length };
}

/** The traces that a training learned from: those of its dataset less those that it held out. */
async function learnedIds(
  database: Database,
  { run, datasetKey: key, datasetDigest: digest, split }: Stage,
): Promise<string[] | null> {
  const ids = await idsOf(database, { key, digest, split });
  return ids && trainedRows(run, ids.length).map((row) => ids[row] ?? '');
}

/** Rows are held out of those that were not dropped; which ones were is not told, so that all count where some were. */
function trainedRows(run: Run, rows: number): number[] {
  const { evaluation, seed } = storedManifest(run.configuration);
  const isKnown = storedPlan(run)?.droppedRows === 0;
  return splitRows(rows, { fraction: isKnown ? evaluation.fraction : 0, seed }).training;
}

/** The traces of a dataset, or of a side; null where that was deleted, and another may have its key. */
async function idsOf(database: Database, { key, split, digest }: Part): Promise<string[] | null> {
  try {
    const dataset = await getSplit(database, { key, split });
    // A run is of one side where it asks that, and of its dataset where it trains on a side.
    const isSame = [dataset.digest, dataset.side?.digest].includes(digest);
    return isSame ? await datasetTraceIds(database, { datasetId: dataset.id, split }) : null;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
