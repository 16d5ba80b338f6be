import type { Evaluation } from '../../prisma/generated/sqlite/client.ts';
import { keepAnswers } from '../database/keepAnswers.ts';
import type { Database } from '../database/open.ts';
import { getSplit } from '../datasets/getSplit.ts';
import { USUAL_SHARE } from '../datasets/leaks/datasetLeaks.ts';
import { findLeaks } from '../datasets/leaks/find.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import { NotFoundError } from '../errors.ts';
import { splitRows } from '../runs/splitRows.ts';
import { type Evaluated, evaluatedLineage, type Stage } from './lineage.ts';

/** How many rows of an evaluated dataset trainings had learned from: the same question, or most of one. */
export type Leaks = {
  leakCount: number;
  rowCount: number;
  /** Whether there may be more, since what some of the trainings learned from is not known any more. */
  isFloor: boolean;
};

/** What was asked in an evaluation. */
export type Asked = Pick<Evaluation, 'datasetKey' | 'datasetDigest' | 'pins'>;

/** The rows of a dataset, or of a side of it, that are there as they were. */
type Part = { datasetId: string; split: string | null; digest: string };

type Learned = Part & { heldOut: Stage['learned']['heldOut'] };

const kept = keepAnswers<Omit<Leaks, 'isFloor'>>(200);

/** The rows of an evaluated dataset among those that all trainings before it learned from; null where there was none, and where
 * the dataset is not there as it was. */
export async function evaluationLeaks(
  database: Database,
  evaluation: Asked & Evaluated,
): Promise<Leaks | null> {
  return leaksOf(database, evaluation, await evaluatedLineage(database, evaluation));
}

/** The same for some trainings; null for those that are not known. */
export async function leaksOf(
  database: Database,
  asked: Asked,
  stages: readonly Stage[] | null,
): Promise<Leaks | null> {
  if (stages?.length === 0) return null;
  const { split = null } = Object(asked.pins);
  const of = await partOf(database, { key: asked.datasetKey, split, digest: asked.datasetDigest });
  if (!of) return null;
  const learned: Learned[] = [];
  for (const { datasetKey: key, learned: rows } of stages ?? []) {
    const part = await partOf(database, { key, ...rows });
    if (part) learned.push({ ...part, heldOut: rows.heldOut });
  }
  const counts = await kept(database, JSON.stringify([of, learned]), () =>
    countLeaks(database, of, learned),
  );
  const isWhole = learned.length === stages?.length && !stages.some(({ isCut }) => isCut);
  return { ...counts, isFloor: !isWhole };
}

async function countLeaks(database: Database, of: Part, learned: Learned[]) {
  const traceIds = await datasetTraceIds(database, of);
  const others = new Set<string>();
  for (const part of learned) for (const id of await learnedIds(database, part)) others.add(id);
  const asked = { traceIds, otherTraceIds: [...others], leastShare: USUAL_SHARE };
  const leaks = await findLeaks(database, asked);
  return { leakCount: leaks.length, rowCount: traceIds.length };
}

/** The traces that a training learned from: all where it is not told which it held out. */
async function learnedIds(database: Database, { heldOut, ...part }: Learned): Promise<string[]> {
  const ids = await datasetTraceIds(database, part);
  if (!heldOut) return ids;
  return splitRows(ids.length, heldOut).training.map((row) => ids[row] ?? '');
}

/** A dataset, or a side of it; null where that was deleted, and another may have its key. */
async function partOf(
  database: Database,
  { key, split, digest }: { key: string; split: string | null; digest: string },
): Promise<Part | null> {
  try {
    const { id, side, ...dataset } = await getSplit(database, { key, split });
    const isSame = (side ?? dataset).digest === digest;
    return isSame ? { datasetId: id, split, digest } : null;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
