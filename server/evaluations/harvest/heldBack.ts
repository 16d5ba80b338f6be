import type { Evaluation, EvaluationRow } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { USUAL_SHARE } from '../../datasets/leaks/datasetLeaks.ts';
import { findShared, type Questions } from '../../datasets/leaks/find.ts';
import { storedManifest } from '../../manifests/stored.ts';
import { storedPins } from '../pins.ts';
import { storedQuestion } from '../questions.ts';

const ROWS_AT_ONCE = 500;

type Measured = Pick<Evaluation, 'datasetKey' | 'pins'>;

/** What a training learned from; all of the dataset where no side is named. */
type Learned = { key: string; split: string | null };

/** The questions that stand in an evaluation set, by their line: to train on them would spoil what it measures. An evaluation set is
 * what was ever asked, and is not what the training itself learned from; a question stands in it when it is the same, or shares half
 * of its 8-grams of words. */
export async function heldBackRows(
  database: Database,
  evaluation: Measured & Pick<Evaluation, 'startRunId'>,
  questions: EvaluationRow[],
): Promise<Set<number>> {
  const learned = await learnedBy(database, evaluation.startRunId);
  if (!learned || !hasLearned(learned, evaluation)) {
    return new Set(questions.map(({ row }) => row));
  }
  const held = new Set<number>();
  const of: Questions = {
    count: questions.length,
    async *read() {
      yield questions.map(storedQuestion);
    },
  };
  for (const { runId } of await evaluationSets(database, learned)) {
    const within = await questionsOf(database, runId);
    for (const { position } of await findShared({ of, within, leastShare: USUAL_SHARE })) {
      held.add(questions[position]?.row ?? -1);
    }
  }
  return held;
}

async function learnedBy(
  { prisma }: Pick<Database, 'prisma'>,
  runId: string | null,
): Promise<Learned | null> {
  const training = await prisma.run.findUnique({
    where: { id: runId ?? '' },
    select: { datasetKey: true, configuration: true },
  });
  if (!training) return null;
  const { split } = storedManifest(training.configuration).dataset;
  return { key: training.datasetKey, split: split ?? null };
}

function hasLearned({ key, split }: Learned, measured: Measured): boolean {
  return measured.datasetKey === key && (split === null || storedPins(measured).split === split);
}

/** The newest evaluation of each set, whose run keeps what was asked though the dataset is deleted. Of the dataset that was learned
 * from they are the other sides: all of it holds what was learned. */
async function evaluationSets({ prisma }: Pick<Database, 'prisma'>, learned: Learned) {
  const newest = await prisma.evaluation.groupBy({
    by: ['datasetKey', 'datasetDigest'],
    _max: { id: true },
  });
  const found = await prisma.evaluation.findMany({
    where: { id: { in: newest.flatMap(({ _max }) => _max.id ?? []) } },
    select: { runId: true, datasetKey: true, pins: true },
  });
  return found.filter(
    (set) =>
      set.datasetKey !== learned.key ||
      (learned.split !== null && ![null, learned.split].includes(storedPins(set).split)),
  );
}

async function questionsOf(
  { prisma }: Pick<Database, 'prisma'>,
  runId: string,
): Promise<Questions> {
  return {
    count: await prisma.evaluationRow.count({ where: { runId } }),
    async *read() {
      for (let after = -1; ; ) {
        const rows = await prisma.evaluationRow.findMany({
          where: { runId, row: { gt: after } },
          orderBy: { row: 'asc' },
          take: ROWS_AT_ONCE,
        });
        const last = rows.at(-1);
        if (!last) return;
        yield rows.map(storedQuestion);
        after = last.row;
      }
    },
  };
}
