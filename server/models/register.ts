import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelVersion, Run } from '../../prisma/generated/sqlite/client.ts';
import { copyStart } from '../checkpoints/start.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { ConflictError, InvalidStateError } from '../errors.ts';
import { folderBytes } from '../files/folderBytes.ts';
import { refusalOf } from '../files/systemError.ts';
import { modelFolder, runFolder, UNFINISHED } from '../home/layout.ts';
import { newId } from '../ids.ts';
import { storedManifest } from '../manifests/stored.ts';
import { toYaml } from '../manifests/yaml.ts';
import type { RunContext } from '../runs/context.ts';
import { getRun } from '../runs/get.ts';
import { holdRun } from '../runs/hold.ts';
import { pointAlias } from './alias.ts';
import { changeModels } from './change.ts';
import { lineageOf } from './lineage.ts';
import { modelNotes } from './note.ts';
import { aliasName, modelName } from './reference.ts';

export const registerModelInput = z.strictObject({
  runId: z.string(),
  step: z.int().min(1),
  name: modelName,
  alias: aliasName.nullish(),
  notes: modelNotes.nullish(),
});

/** Keeps a checkpoint as the next version of a model, which is made where there is none of that name. Its files are taken out of the
 * training's folder. @throws NotFoundError, InvalidStateError, ConflictError for a checkpoint that the model has already */
export async function registerModel(
  context: Pick<RunContext, 'database' | 'settings' | 'homeId'>,
  input: z.output<typeof registerModelInput>,
): Promise<ModelVersion> {
  const { database, settings, homeId } = context;
  const run = await getRun(database, input.runId);
  requireTraining(run, homeId);
  const id = newId();
  const folder = modelFolder(settings.TUNIX_RT_HOME, id);
  const partial = `${folder}${UNFINISHED.model}`;
  const source = runFolder(settings.TUNIX_RT_HOME, run.id).path;
  const origin = {
    runId: run.id,
    folder: source,
    name: `The run ${run.name}`,
    steps: [input.step],
  };
  try {
    const digest = await copyStart({ database }, { origin, to: partial });
    await writeFile(join(partial, 'manifest.yaml'), toYaml(run.configuration));
    const sizeBytes = BigInt(await folderBytes(partial));
    const finish = () => rename(partial, folder);
    return await store(database, { id, run, digest, sizeBytes, homeId, input, finish });
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    throw refusalOf(error, origin.name);
  }
}

function requireTraining({ id, kind, mode, home }: Run, homeId: string): void {
  if (kind !== 'SFT' || mode !== 'LOCAL') {
    throw new InvalidStateError(`Expected a training, got the run ${id}, which trains nothing`);
  }
  if (home !== homeId) {
    throw new InvalidStateError(
      `The checkpoints of the run ${id} are on another server, that of the data folder whose \`id\` is ${home}. Register it there.`,
    );
  }
}

async function store(
  database: Pick<DatabaseConnection, 'prisma' | 'sql'>,
  {
    id,
    run,
    digest,
    sizeBytes,
    homeId,
    input,
    finish,
  }: {
    id: string;
    run: Run;
    digest: string;
    sizeBytes: bigint;
    homeId: string;
    input: z.output<typeof registerModelInput>;
    /** Puts the files in their place, once nothing else can fail. */
    finish: () => Promise<void>;
  },
): Promise<ModelVersion> {
  const { name, step, alias, notes } = input;
  const lineage = await lineageOf(database, { run, step });
  const isAdapter = storedManifest(run.configuration).lora !== null;
  return changeModels(database, async (transaction) => {
    const { prisma } = transaction;
    await holdRun(transaction, run.id);
    const now = new Date();
    const model =
      (await prisma.registeredModel.findUnique({ where: { name } })) ??
      (await prisma.registeredModel.create({ data: { id: newId(), name, createdAt: now } }));
    const same = await prisma.modelVersion.findFirst({ where: { modelId: model.id, digest } });
    if (same) {
      throw new ConflictError(
        `${name} has this checkpoint already, as version ${same.version}. Move an alias to it instead.`,
      );
    }
    const last = await prisma.modelVersion.aggregate({
      where: { modelId: model.id },
      _max: { version: true },
    });
    const version = await prisma.modelVersion.create({
      data: {
        id,
        modelId: model.id,
        version: (last._max.version ?? 0) + 1,
        createdAt: now,
        home: homeId,
        runId: run.id,
        runName: run.name,
        step,
        baseModelId: run.modelId,
        digest,
        sizeBytes,
        isAdapter,
        configuration: run.configuration ?? {},
        lineage,
        notes: notes ?? '',
      },
    });
    if (alias != null) await pointAlias(transaction, { alias, version });
    await finish();
    return version;
  });
}
