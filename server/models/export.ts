import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { copyStart, type Origin } from '../checkpoints/start.ts';
import { InvalidStateError } from '../errors.ts';
import { refusalOf } from '../files/systemError.ts';
import { type RunFolder, runFolder } from '../home/layout.ts';
import { newId } from '../ids.ts';
import { refusesExport } from '../manifests/architectures.ts';
import { START_PATH } from '../manifests/checkpointStart.ts';
import { EXPORT_DTYPES, EXPORT_KINDS, exportManifest, type Push } from '../manifests/export.ts';
import { storedManifest } from '../manifests/stored.ts';
import type { RunContext } from '../runs/context.ts';
import { getRun } from '../runs/get.ts';
import { enqueueRun, requireTunix } from '../runs/start.ts';
import { modelCard } from './card.ts';
import { lineageOf, type Stage, storedLineage } from './lineage.ts';
import { originOfModel } from './origin.ts';

export const startExportInput = z
  .strictObject({
    runId: z.string().nullish(),
    step: z.int().min(1).nullish(),
    model: z.string().nullish(),
    kind: z
      .enum(EXPORT_KINDS)
      .nullish()
      .transform((kind) => kind ?? 'model'),
    dtype: z
      .enum(EXPORT_DTYPES)
      .nullish()
      .transform((dtype) => dtype ?? null),
  })
  .superRefine(({ runId, step, model }, context) => {
    const add = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((runId == null) === (model == null)) add('runId', 'Expected either `runId` or `model`');
    if (runId != null && step == null) add('step', 'Expected `step` beside `runId`, got nothing');
    if (model != null && step != null) add('step', 'Expected no `step` beside `model`');
  });

type Asked = z.output<typeof startExportInput>;

type Exported = {
  origin: Origin;
  name: string;
  stages: Stage[];
  configuration: Run['configuration'];
  datasetId: string | null;
  datasetKey: string;
  datasetDigest: string;
  runId: string | null;
  modelVersionId: string | null;
};

/** Puts a run into the queue that writes a checkpoint as a folder for other tools, proves it, and pushes it where that is asked.
 * @throws NotFoundError, InvalidStateError, TunixUnavailableError */
export async function startExport(
  context: RunContext,
  input: Asked & { push?: Push },
): Promise<Run> {
  await requireTunix(context);
  const { settings, database } = context;
  const found = await findExported(context, input);
  const { model, seed, lora, mesh, source, prompt } = storedManifest(found.configuration);
  const refused = refusesExport(model.model_id);
  if (refused) {
    throw new InvalidStateError(
      `${found.name} can't be exported: ${refused}. The checkpoint itself can be downloaded.`,
    );
  }
  if (input.kind === 'adapter' && lora === null) {
    throw new InvalidStateError(
      `${found.name} was trained in all its weights: it has no adapter to export`,
    );
  }
  const id = newId();
  const folder = runFolder(settings.TUNIX_RT_HOME, id);
  try {
    const digest = await copyStart({ database }, { origin: found.origin, to: folder.start });
    await writeCard(context, folder, found);
    return await enqueueRun(context, {
      id,
      kind: 'EXPORT',
      mode: 'LOCAL',
      datasetId: found.datasetId,
      datasetKey: found.datasetKey,
      datasetDigest: found.datasetDigest,
      manifestId: null,
      configuration: exportManifest({
        parts: { model, seed, lora, mesh, source },
        prompt: { template: prompt.template, reasoning: prompt.reasoning },
        start: {
          run: found.runId ?? found.origin.name,
          steps: found.origin.steps,
          path: START_PATH,
          digest,
        },
        choice: { kind: input.kind, dtype: input.dtype, push: input.push ?? null },
      }),
      timeoutSeconds: null,
      startRunId: found.runId,
      startModelVersionId: found.modelVersionId,
    });
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true });
    throw refusalOf(error, found.origin.name);
  }
}

async function findExported(context: RunContext, input: Asked): Promise<Exported> {
  const { database, settings, homeId } = context;
  if (input.model != null) {
    const { version, origin } = await originOfModel(context, input.model);
    const stages = storedLineage(version);
    const last = stages.at(-1);
    return {
      origin,
      name: origin.name,
      stages,
      configuration: version.configuration,
      datasetId: null,
      datasetKey: last?.datasetKey ?? '',
      datasetDigest: last?.datasetDigest ?? '',
      runId: version.runId,
      modelVersionId: version.id,
    };
  }
  const run = await getRun(database, input.runId ?? '');
  if (run.kind !== 'SFT' || run.mode !== 'LOCAL') {
    throw new InvalidStateError(`Expected a training, got the run ${run.id}, which trains nothing`);
  }
  if (run.home !== homeId) {
    throw new InvalidStateError(
      `The checkpoints of the run ${run.id} are on another server, that of the data folder whose \`id\` is ${run.home}. Export it there.`,
    );
  }
  const step = input.step ?? 0;
  return {
    origin: {
      runId: run.id,
      folder: runFolder(settings.TUNIX_RT_HOME, run.id).path,
      name: `The run ${run.name}`,
      steps: [step],
    },
    name: `${run.name} @${step}`,
    stages: await lineageOf(database, { run, step }),
    configuration: run.configuration,
    datasetId: run.datasetId,
    datasetKey: run.datasetKey,
    datasetDigest: run.datasetDigest,
    runId: run.id,
    modelVersionId: null,
  };
}

/** Puts what the card of the exported model says beside the checkpoint. */
async function writeCard(
  { database }: Pick<RunContext, 'database'>,
  { start }: RunFolder,
  { name, stages, origin, runId, modelVersionId }: Exported,
): Promise<void> {
  const [step = 0] = origin.steps;
  const card = await modelCard(database, { name, stages, step, runId, modelVersionId });
  await writeFile(join(start, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
}
