import { z } from 'zod';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { NotFoundError, TunixUnavailableError, ValidationError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Ancestor } from '../manifests/ancestor.ts';
import type { AnyManifest } from '../manifests/any.ts';
import { modelId, outputDir, plannedManifest, startProblem } from '../manifests/create.ts';
import { MOST } from '../manifests/fields.ts';
import { outputDirProblemHere } from '../manifests/outputDir.ts';
import { pairsProblem } from '../manifests/pairsProblem.ts';
import { storedManifest } from '../manifests/stored.ts';
import { trainingInput } from '../manifests/training.ts';
import { shown } from '../parse.ts';
import type { RunContext } from './context.ts';
import { holdRun } from './hold.ts';
import { nextName } from './name.ts';

const RUN_MODES = ['DRY_RUN', 'LOCAL'] as const;

export const startRunInput = z
  .strictObject({
    manifestId: z.string().nullish(),
    datasetKey: z.string().nullish(),
    split: z.string().nullish(),
    evaluationSplit: z.string().nullish(),
    modelId: modelId.nullish(),
    fromModel: z.string().nullish(),
    outputDir: outputDir.nullish(),
    training: trainingInput.nullish(),
    timeoutSeconds: z.int().min(1).max(MOST.timeoutSeconds).nullish(),
    mode: z
      .enum(RUN_MODES)
      .nullish()
      .transform((mode) => mode ?? 'DRY_RUN'),
  })
  .superRefine(
    (
      {
        manifestId,
        datasetKey,
        split,
        evaluationSplit,
        modelId: model,
        fromModel,
        outputDir: output,
        training,
      },
      context,
    ) => {
      const add = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message });
      if (manifestId == null) {
        if (datasetKey == null)
          add(
            'datasetKey',
            'Expected either `manifestId`, or `datasetKey` and `modelId`, got neither',
          );
        else {
          const problem = startProblem({ modelId: model, fromModel });
          if (problem) add('modelId', problem);
        }
        return;
      }
      for (const [name, value] of Object.entries({
        datasetKey,
        split,
        evaluationSplit,
        modelId: model,
        fromModel,
        outputDir: output,
        training,
      })) {
        if (value != null)
          add(name, `Expected no \`${name}\` beside \`manifestId\`, which has it already`);
      }
    },
  );

/** What a run is about to do, before it has a row. */
export type Planned = {
  /** The id that its folder has already; a new one without it. */
  id?: string;
  kind?: Run['kind'];
  datasetId: string | null;
  datasetKey: string;
  datasetDigest: string;
  manifestId: string | null;
  configuration: AnyManifest;
  timeoutSeconds: number | null;
  /** The training whose checkpoints it starts from. */
  startRunId?: string | null;
  /** The version of a registered model that it starts from. */
  startModelVersionId?: string | null;
  /** The run whose configuration this one repeats. */
  retryOfId?: string;
  /** The run from whose last checkpoint this one goes on. */
  resumedFromId?: string;
};

export type AskedRun = z.output<typeof startRunInput>;

/** The registered model that a run starts from, and the id of the folder where its files are already. */
export type Begun = { id?: string; ancestor?: Ancestor };

/** Stores a run and puts it into the queue. @throws NotFoundError, ValidationError, TunixUnavailableError */
export async function startRun(
  context: RunContext,
  { ancestor, id, ...input }: AskedRun & Begun,
): Promise<Run> {
  if (input.mode === 'LOCAL') await requireTunix(context);
  const planned =
    input.manifestId == null
      ? await planFromInput(context, { ...input, ancestor })
      : await planFromManifest(context, input.manifestId);
  if (input.mode === 'LOCAL') {
    requireInnerPath(planned.configuration.output.output_dir);
    await requireTraces(context, planned.datasetId);
  }
  const timeoutSeconds = input.timeoutSeconds ?? null;
  return enqueueRun(context, {
    ...planned,
    ...(id === undefined ? {} : { id }),
    timeoutSeconds,
    mode: input.mode,
    startRunId: ancestor?.runId ?? null,
    startModelVersionId: ancestor?.versionId ?? null,
  });
}

export async function enqueueRun(
  { database, queue, updates, homeId }: RunContext,
  { mode, ...planned }: Planned & { mode: Run['mode'] },
): Promise<Run> {
  const { kind = 'SFT', datasetKey, configuration } = planned;
  const run = await database.prisma.$transaction(async (prisma) => {
    const transaction = { prisma, sql: database.sql };
    if (planned.resumedFromId !== undefined) await holdRun(transaction, planned.resumedFromId);
    return prisma.run.create({
      data: {
        id: newId(),
        name: await nextName(transaction, { mode, kind, datasetKey }),
        createdAt: new Date(),
        home: homeId,
        mode,
        status: 'PENDING',
        message: 'Waiting for its turn',
        modelId: configuration.model.model_id,
        outputDir: configuration.output.output_dir,
        ...planned,
      },
    });
  });
  updates.publish(run.id);
  queue.enqueue(run);
  return run;
}

/** @throws TunixUnavailableError saying what is missing and how to get it */
export async function requireTunix({ tunix }: Pick<RunContext, 'tunix'>): Promise<void> {
  const status = await tunix.status();
  if (!status.available) throw new TunixUnavailableError(status.message);
}

function requireInnerPath(path: string): void {
  const message = outputDirProblemHere(path);
  if (message) throw new ValidationError([{ path: ['input', 'outputDir'], message }]);
}

/** @throws ValidationError for a dataset of pairs, of which half is not to be learned */
async function requireTraces(
  { database }: Pick<RunContext, 'database'>,
  datasetId: string | null,
): Promise<void> {
  const dataset = await database.prisma.dataset.findUnique({
    where: { id: datasetId ?? '' },
    select: { key: true, kind: true },
  });
  if (dataset?.kind !== 'PAIRS') return;
  const message = pairsProblem(dataset.key);
  throw new ValidationError([{ path: ['input', 'datasetKey'], message }]);
}

async function planFromInput(
  { database }: RunContext,
  {
    datasetKey,
    split,
    evaluationSplit,
    modelId: model,
    outputDir: output,
    training,
    ancestor,
  }: AskedRun & { ancestor: Ancestor | undefined },
): Promise<Omit<Planned, 'timeoutSeconds'>> {
  const { dataset, content } = await plannedManifest(database, {
    datasetKey: datasetKey ?? '',
    split,
    evaluationSplit,
    modelId: model,
    ancestor: ancestor ?? null,
    outputDir: output ?? './output',
    training: training ?? trainingInput.parse({}),
  });
  return {
    datasetId: dataset.id,
    datasetKey: dataset.key,
    datasetDigest: dataset.digest,
    manifestId: null,
    configuration: content,
  };
}

async function planFromManifest(
  { database }: RunContext,
  manifestId: string,
): Promise<Omit<Planned, 'timeoutSeconds'>> {
  const manifest = await database.prisma.manifest.findUnique({ where: { id: manifestId } });
  if (!manifest) throw new NotFoundError(`There is no manifest ${shown(manifestId)}`);
  return {
    datasetId: manifest.datasetId,
    datasetKey: manifest.datasetKey,
    datasetDigest: manifest.datasetDigest,
    manifestId: manifest.id,
    configuration: storedManifest(manifest.content),
  };
}
