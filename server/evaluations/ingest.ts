import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import { newId } from '../ids.ts';
import { storedEvaluation } from '../manifests/stored.ts';
import type { RunSample } from '../runs/feed.ts';
import { pinsHash, pinsOf } from './pins.ts';

/** What a run tells of one of its evaluations: that it has begun, or that all samples are written. */
export type EvaluationEvent =
  | { kind: 'evaluating'; at: Date; step: number }
  | {
      kind: 'evaluated';
      at: Date;
      step: number;
      samples: number;
      seconds?: number | null | undefined;
      expected_loss?: number | null | undefined;
      expected_tokens?: number | null | undefined;
    };

/** Keeps what a run told of its evaluations. One that began twice, after a kill, is one. */
export async function storeEvaluations(
  transaction: Pick<Prisma.TransactionClient, 'run' | 'evaluation' | 'sample'>,
  runId: string,
  events: EvaluationEvent[],
): Promise<void> {
  for (const event of events) {
    const where = { runId_step: { runId, step: event.step } };
    const told = event.kind === 'evaluated' ? toldOf(event) : {};
    const known = await transaction.evaluation.findUnique({ where, select: { id: true } });
    if (known) await transaction.evaluation.update({ where, data: told });
    else
      await transaction.evaluation.create({
        data: { ...(await begun(transaction, runId, event)), ...told },
      });
  }
}

function toldOf(event: Extract<EvaluationEvent, { kind: 'evaluated' }>) {
  return {
    toldCount: event.samples,
    seconds: event.seconds ?? null,
    expectedLoss: event.expected_loss ?? null,
    expectedTokens: event.expected_tokens ?? null,
  };
}

async function begun(
  { run: runs, sample }: Pick<Prisma.TransactionClient, 'run' | 'sample'>,
  runId: string,
  { at, step }: EvaluationEvent,
): Promise<Prisma.EvaluationUncheckedCreateInput> {
  const run = await runs.findUniqueOrThrow({ where: { id: runId } });
  const manifest = storedEvaluation(run.configuration);
  const pins = pinsOf(manifest);
  return {
    id: newId(),
    runId,
    step,
    status: 'RUNNING',
    createdAt: at,
    modelId: run.modelId,
    startRunId: run.startRunId,
    modelVersionId: run.startModelVersionId,
    datasetKey: run.datasetKey,
    datasetDigest: run.datasetDigest,
    pins,
    pinsHash: pinsHash(pins),
    seed: manifest.sampling.seed,
    plannedCount: manifest.data.count * manifest.sampling.samples,
    ...(await storedCounts(sample, { runId, step })),
  };
}

/** The counts of samples that were stored before their evaluation was heard of. */
async function storedCounts(
  sample: Prisma.TransactionClient['sample'],
  where: { runId: string; step: number },
): Promise<Partial<Record<Count | 'sampleCount', number>>> {
  const counts = await sample.groupBy({ by: ['outcome'], where, _count: true });
  return {
    sampleCount: counts.reduce((sum, { _count: count }) => sum + count, 0),
    ...Object.fromEntries(counts.map(({ outcome, _count: count }) => [COUNTS[outcome], count])),
  };
}

const COUNTS = {
  CORRECT: 'correctCount',
  WRONG: 'wrongCount',
  NO_ANSWER: 'noAnswerCount',
  CUT_OFF: 'cutOffCount',
  ERROR: 'errorCount',
} as const satisfies Record<RunSample['outcome'], keyof Prisma.EvaluationUncheckedCreateInput>;

type Count = (typeof COUNTS)[RunSample['outcome']];

/** Adds samples that were stored to the counts of their evaluations. */
export async function countSamples(
  { evaluation }: Pick<Prisma.TransactionClient, 'evaluation'>,
  runId: string,
  samples: RunSample[],
): Promise<void> {
  for (const [step, ofStep] of Map.groupBy(samples, (sample) => sample.step)) {
    const counts = [...Map.groupBy(ofStep, ({ outcome }) => outcome)].map(
      ([outcome, { length }]) => [COUNTS[outcome], { increment: length }],
    );
    await evaluation.updateMany({
      where: { runId, step },
      data: { sampleCount: { increment: ofStep.length }, ...Object.fromEntries(counts) },
    });
  }
}
