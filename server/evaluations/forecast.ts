import type { Database } from '../database/open.ts';
import { getSplit } from '../datasets/getSplit.ts';
import { summarizeQuestions } from './questions.ts';
import { visibleDifference } from './statistics/visibleDifference.ts';

/** What an evaluation would ask, before it is started. */
export type EvaluationForecast = {
  /** Questions, and rows without an expected answer. */
  rows: number;
  leftOut: number;
  samples: number;
  /** The most tokens that all samples together have. */
  mostTokens: number;
  /** Lesser differences than this share can not be told from chance. */
  visibleDifference: number;
  /** How long the samples take at the speed of the last evaluation of the model; null where there is none. */
  seconds: number | null;
};

/** @throws NotFoundError for a dataset or a side that is not there */
export async function forecastEvaluation(
  database: Database,
  asked: {
    datasetKey: string;
    split: string | null;
    modelId: string | null;
    /** How many checkpoints are asked, the base among them. */
    stepCount: number;
    samples: number;
    maxNewTokens: number;
  },
): Promise<EvaluationForecast> {
  const { side, ...dataset } = await getSplit(database, {
    key: asked.datasetKey,
    split: asked.split,
  });
  const { count, leftOut } = await summarizeQuestions(database, {
    datasetId: dataset.id,
    split: side?.name,
  });
  const samples = count * asked.samples * asked.stepCount;
  const pace = asked.modelId === null ? null : await secondsPerSample(database, asked.modelId);
  return {
    rows: count,
    leftOut,
    samples,
    mostTokens: samples * asked.maxNewTokens,
    visibleDifference: visibleDifference({ rows: count, samples: asked.samples }),
    seconds: pace === null ? null : pace * samples,
  };
}

async function secondsPerSample({ prisma }: Pick<Database, 'prisma'>, modelId: string) {
  const last = await prisma.evaluation.findFirst({
    where: { modelId, status: 'COMPLETED', seconds: { not: null } },
    orderBy: { id: 'desc' },
    select: { seconds: true, sampleCount: true },
  });
  if (!last?.seconds || last.sampleCount === 0) return null;
  return last.seconds / last.sampleCount;
}
