import type { Evaluation, Sample } from '../../prisma/generated/sqlite/client.ts';
import { finishEvaluation } from '../evaluations/finishEvaluation.ts';
import { pinsHash, pinsOf } from '../evaluations/pins.ts';
import { newId } from '../ids.ts';
import { modelPartsOf } from '../manifests/content.ts';
import { evaluationManifest } from '../manifests/evaluation.ts';
import { evaluationInput } from '../manifests/evaluationInput.ts';
import { trainingInput } from '../manifests/training.ts';
import { storeSamples } from '../samples/store.ts';
import { sha256 } from '../traces/digest.ts';
import type { TestServer } from './testServer.ts';

const OUTCOMES = { c: 'CORRECT', w: 'WRONG', n: 'NO_ANSWER', x: 'CUT_OFF', e: 'ERROR' } as const;

/** What is to be stored: of each question how its samples came out, a letter each, as in `ccwx.wwne`. */
export type ToldEvaluation = {
  told: string;
  step?: number;
  seed?: number;
  modelId?: string;
  startRunId?: string | null;
  dataset?: { key: string; digest: string; split?: string };
  values?: object;
  /** The traces of the questions; of the dataset's key and their line without it. */
  traceIds?: string[];
  meta?: (row: number) => object | null;
};

/** Stores an evaluation as its run would have, and computes its numbers. */
export async function storeEvaluation(
  { application: { database, homeId } }: Pick<TestServer, 'application'>,
  {
    told,
    step = 0,
    seed = 0,
    modelId = 'tunix-rt/tiny',
    startRunId = null,
    dataset: { key, digest, split } = { key: 'questions-1', digest: sha256('questions-1') },
    values = {},
    traceIds,
    meta = (row) => ({ level: row % 2 === 0 ? 'easy' : 'hard' }),
  }: ToldEvaluation,
): Promise<Evaluation> {
  const rows = told.split('.');
  const [first = ''] = rows;
  const configuration = evaluationManifest({
    parts: modelPartsOf({ modelId, training: trainingInput.parse({}) }),
    prompt: { template: 'gemma', reasoning: 'plain' },
    start: null,
    dataset: { key, split: split ?? null, digest, sha256: digest, count: rows.length },
    values: evaluationInput.parse({
      samples: first.length,
      temperature: first.length > 1 ? 0.7 : 0,
      seed,
      ...values,
    }),
  });
  const [runId, id] = [newId(), newId()];
  const shared = { modelId, startRunId, datasetKey: key, datasetDigest: digest };
  await database.prisma.run.create({
    data: {
      ...{ id: runId, name: `evaluation ${runId}`, createdAt: new Date(), home: homeId },
      ...{ mode: 'LOCAL', kind: 'EVALUATION', status: 'COMPLETED', outputDir: './output' },
      ...{ message: 'Evaluation completed', configuration, endedAt: new Date(), ...shared },
    },
  });
  await database.prisma.evaluationRow.createMany({
    data: rows.map((_, row) => ({
      ...{
        runId,
        row,
        traceId: traceIds?.[row] ?? `${key} ${row}`,
        prompt: `How much is ${row} + 1?`,
      },
      ...{ expected: `${row + 1}`, ...metaOf(meta(row)) },
    })),
  });
  const samples = rows.flatMap((outcomes, row) => samplesOf(outcomes, { row, step }));
  await database.prisma.$transaction((transaction) =>
    storeSamples(transaction, database, {
      runId,
      samples: samples.map((sample, index) => ({ ...sample, seq: index + 1 })),
    }),
  );
  const pins = pinsOf(configuration);
  await database.prisma.evaluation.create({
    data: {
      ...{ id, runId, step, status: 'RUNNING', createdAt: new Date(), ...shared },
      ...{ pins, pinsHash: pinsHash(pins), seed, plannedCount: samples.length },
      ...{ sampleCount: samples.length, toldCount: samples.length },
    },
  });
  await finishEvaluation(database, id);
  return database.prisma.evaluation.findUniqueOrThrow({ where: { id } });
}

function metaOf(meta: object | null) {
  return meta === null ? {} : { meta: JSON.parse(JSON.stringify(meta)) };
}

function samplesOf(
  outcomes: string,
  { row, step }: { row: number; step: number },
): Omit<Sample, 'runId' | 'seq'>[] {
  return [...outcomes].map((letter, index) => {
    const outcome = OUTCOMES[letter as keyof typeof OUTCOMES];
    const answer = { c: `${row + 1}`, w: '-1' }[letter] ?? null;
    return {
      ...{ step, row, index, promptDigest: sha256(`${row}`), answer, outcome },
      ...{ completion: `It is ${answer ?? 'hard to say'}.`, reason: outcome.toLowerCase() },
      ...{ finish: letter === 'x' ? 'LENGTH' : 'STOP', tokens: 4 + index, meanLogprob: -0.5 },
      ...{ score: letter === 'e' ? null : letter === 'c' ? 1 : 0 },
      sameAs: answer === null ? null : outcomes.indexOf(letter),
    };
  });
}
