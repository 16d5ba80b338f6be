import { z } from 'zod';
import type {
  Dataset,
  Evaluation,
  EvaluationRow,
  Sample,
} from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { buildDataset, datasetKey } from '../../datasets/build.ts';
import { datasetDefinition } from '../../datasets/definition.ts';
import { ConflictError, EmptySelectionError, InvalidStateError } from '../../errors.ts';
import type { ImportContext } from '../../imports/importFile.ts';
import { importTraces } from '../../imports/importTraces.ts';
import { valueAt } from '../../manifests/gather.ts';
import { recordScores } from '../../scores/record.ts';
import { toRows } from '../../traces/create.ts';
import type { TraceContent } from '../../traces/trace.ts';
import { completedEvaluation } from '../get.ts';
import { chooseSamples, HARVESTS, type Harvest } from './choose.ts';
import { heldBackRows } from './heldBack.ts';
import { traceOf } from './toTrace.ts';

/** What the scores of harvested traces are by. */
const CRITERIA = 'answer';
const TRACES_AT_ONCE = 1_000;
const SHOWN = 3;

export const harvestInput = z.strictObject({
  evaluationId: z.string(),
  harvest: z.enum(HARVESTS),
  name: datasetDefinition.in.shape.name,
  version: datasetDefinition.in.shape.version,
  /** Says a first time that questions of an evaluation set may be trained on. */
  allowEvaluationRows: z.boolean().nullish(),
  /** Says it a second time: the key of the dataset that was evaluated. */
  confirmDatasetKey: z.string().nullish(),
});

/** What would be taken. */
export type HarvestPreview = {
  sampleCount: number;
  /** Of them those whose questions stand in an evaluation set. */
  heldBackCount: number;
  /** The first of those that would be taken. */
  traces: TraceContent[];
};

type Chosen = { evaluation: Evaluation; samples: Sample[]; questions: Map<number, EvaluationRow> };

/** @throws NotFoundError */
export async function previewHarvest(
  database: Database,
  { evaluationId, harvest }: { evaluationId: string; harvest: Harvest },
): Promise<HarvestPreview> {
  const chosen = await choose(database, evaluationId, harvest);
  const held = await heldBackRows(database, chosen.evaluation, [...chosen.questions.values()]);
  const free = chosen.samples.filter(({ row }) => !held.has(row));
  const shown = free.length > 0 ? free : chosen.samples;
  return {
    sampleCount: chosen.samples.length,
    heldBackCount: chosen.samples.length - free.length,
    traces: tracesOf({ ...chosen, samples: shown.slice(0, SHOWN) }).map(({ trace }) => trace),
  };
}

/** Makes traces of samples, with their scores, and a dataset of these: of pairs where right ones are held against wrong ones.
 * A sample that was taken before is the same trace.
 * @throws NotFoundError; InvalidStateError for questions of an evaluation set, unless that is said twice; EmptySelectionError,
 * ConflictError as a build does */
export async function harvestSamples(
  context: ImportContext,
  input: z.output<typeof harvestInput>,
): Promise<Dataset> {
  const { database } = context;
  const chosen = await choose(database, input.evaluationId, input.harvest);
  const { evaluation } = chosen;
  const held = await heldBackRows(database, evaluation, [...chosen.questions.values()]);
  const isAllowed =
    input.allowEvaluationRows === true && input.confirmDatasetKey === evaluation.datasetKey;
  const samples = isAllowed ? chosen.samples : chosen.samples.filter(({ row }) => !held.has(row));
  if (samples.length === 0) throw nothingLeft(chosen);
  const provenance = {
    harvest: input.harvest,
    evaluation: evaluation.id,
    evaluationRowsAllowed: isAllowed,
  };
  await requireFree(database, input, provenance);
  const made = tracesOf({ ...chosen, samples });
  // All are looked at before the first is stored.
  toRows(
    made.map(({ trace }) => trace),
    context.settings.TRACE_MAX_BYTES,
  );
  const ids: string[] = [];
  for (let start = 0; start < made.length; start += TRACES_AT_ONCE) {
    ids.push(...(await store(context, made.slice(start, start + TRACES_AT_ONCE), evaluation)));
  }
  const isOfPairs = input.harvest === 'RIGHT_OVER_WRONG';
  return buildDataset(
    database,
    datasetDefinition.parse({
      name: input.name,
      version: input.version,
      limit: made.length,
      filter: { ids },
      ...(isOfPairs ? { kind: 'PAIRS', pairing: { criteria: CRITERIA } } : {}),
      provenance,
    }),
  );
}

/** @throws ConflictError where the dataset's key stands for something else, before anything is stored for it */
async function requireFree(
  { prisma }: Pick<Database, 'prisma'>,
  named: { name: string; version: string },
  provenance: object,
): Promise<void> {
  const key = datasetKey(named);
  const existing = await prisma.dataset.findUnique({
    where: { key },
    select: { provenance: true },
  });
  if (!existing) return;
  const isSame = Object.entries(provenance).every(
    ([name, value]) => valueAt(existing.provenance, name) === value,
  );
  if (!isSame) {
    throw new ConflictError(`The dataset ${key} exists with other rows. Choose another version.`);
  }
}

async function choose(database: Database, evaluationId: string, harvest: Harvest): Promise<Chosen> {
  const evaluation = await completedEvaluation(database, evaluationId);
  const samples = await chooseSamples(database, evaluation, harvest);
  const rows = [...new Set(samples.map(({ row }) => row))];
  const questions = await database.prisma.evaluationRow.findMany({
    where: { runId: evaluation.runId, row: { in: rows } },
  });
  return { evaluation, samples, questions: new Map(questions.map((each) => [each.row, each])) };
}

function tracesOf({ evaluation, samples, questions }: Chosen) {
  return samples.flatMap((sample) => {
    const question = questions.get(sample.row);
    const from = { evaluation: evaluation.id };
    return question ? [{ trace: traceOf(sample, question, from), sample }] : [];
  });
}

/** Stores traces with their scores, and answers the ids of all; a trace that has a score keeps it. */
async function store(
  context: ImportContext,
  made: { trace: TraceContent; sample: Sample }[],
  { id }: Evaluation,
): Promise<string[]> {
  const { database } = context;
  const traces = made.map(({ trace }) => trace);
  const { ids } = await importTraces(context, {
    traces,
    name: `Samples of evaluation ${id.slice(-6)}`,
    source: 'GRAPHQL',
    keepsDuplicates: false,
  });
  const verdicts = made.map(({ sample }, index) => ({
    traceId: ids[index] ?? '',
    criteria: CRITERIA,
    score: sample.score ?? 0,
    label: sample.outcome.toLowerCase(),
    explanation: sample.reason,
  }));
  await database.prisma.$transaction(async (prisma) => {
    const scored = await prisma.score.findMany({
      where: { traceId: { in: ids }, criteria: CRITERIA },
      select: { traceId: true },
    });
    const known = new Set(scored.map(({ traceId }) => traceId));
    const news = verdicts.filter(({ traceId }) => !known.has(traceId));
    if (news.length === 0) return;
    await recordScores(
      { prisma, sql: database.sql },
      { verdicts: news, judged: { source: 'PROGRAM', judge: CRITERIA, version: '1' } },
    );
  });
  return ids;
}

function nothingLeft({ evaluation, samples }: Chosen): Error {
  return samples.length === 0
    ? new EmptySelectionError(
        'No sample of the evaluation is of that kind, so there is nothing to take.',
      )
    : new InvalidStateError(
        `The questions of ${evaluation.datasetKey} are an evaluation set: trained on, they would no longer measure anything. Say so twice to take them all the same: \`allowEvaluationRows: true\` and \`confirmDatasetKey: "${evaluation.datasetKey}"\`.`,
      );
}
