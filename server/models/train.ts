import { rm } from 'node:fs/promises';
import type { z } from 'zod';
import type { Manifest, Run } from '../../prisma/generated/sqlite/client.ts';
import { copyStart } from '../checkpoints/start.ts';
import { InvalidStateError, NotFoundError, ValidationError } from '../errors.ts';
import { runFolder } from '../home/layout.ts';
import { newId } from '../ids.ts';
import type { Ancestor } from '../manifests/ancestor.ts';
import { createManifest, type manifestInput, plannedManifest } from '../manifests/create.ts';
import { getManifest } from '../manifests/get.ts';
import { storedManifest } from '../manifests/stored.ts';
import type { RunContext } from '../runs/context.ts';
import { type AskedRun, startRun } from '../runs/start.ts';
import { originOfModel } from './origin.ts';

type Asked = z.output<typeof manifestInput>;

/** Generates the manifest of a training, from a registered model where one is named, and keeps it.
 * @throws as `createManifest` does */
export async function createTraining(context: RunContext, input: Asked): Promise<Manifest> {
  return createManifest(context.database, await withAncestor(context, input));
}

/** The same without keeping it. */
export async function plannedTraining(context: RunContext, input: Asked) {
  return plannedManifest(context.database, await withAncestor(context, input));
}

/** Stores a run and puts it into the queue. What it starts from is taken at once, so that nothing that happens to the model
 * later changes it. @throws as `startRun` does; NotFoundError and InvalidStateError for a manifest whose model is not here */
export async function startTraining(context: RunContext, input: AskedRun): Promise<Run> {
  const found = await startAsked(context, input);
  if (!found) return startRun(context, input);
  const { ancestor, origin } = found;
  if (input.mode === 'DRY_RUN') return startRun(context, { ...input, ancestor });
  const id = newId();
  const folder = runFolder(context.settings.TUNIX_RT_HOME, id);
  try {
    await copyStart(context, { origin, to: folder.start });
    return await startRun(context, { ...input, ancestor, id });
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true });
    throw error;
  }
}

async function withAncestor(context: RunContext, { fromModel, ...input }: Asked) {
  if (fromModel == null) return input;
  const { ancestor } = await findAsked(context, fromModel);
  return { ...input, ancestor };
}

/** What a run is to start from: the model that its input names, or the one that its manifest was made for. */
async function startAsked(context: RunContext, { fromModel, manifestId }: AskedRun) {
  if (fromModel != null) return findAsked(context, fromModel);
  if (manifestId == null) return null;
  const { start } = storedManifest((await getManifest(context.database, manifestId)).content);
  return start ? findAncestor(context, await referenceOf(context, start)) : null;
}

/** What a version is called now. @throws NotFoundError when it was deleted */
async function referenceOf(
  { database }: Pick<RunContext, 'database'>,
  { version: id, model: name }: { version: string; model: string },
): Promise<string> {
  const version = await database.prisma.modelVersion.findUnique({
    where: { id },
    select: { version: true, model: { select: { name: true } } },
  });
  if (version) return `${version.model.name}@${version.version}`;
  throw new NotFoundError(
    `The model ${name}, which the manifest starts from, was deleted: make another manifest`,
  );
}

/** The model that an input names. @throws ValidationError where it is not here */
async function findAsked(context: RunContext, reference: string) {
  try {
    return await findAncestor(context, reference);
  } catch (error) {
    if (!(error instanceof NotFoundError || error instanceof InvalidStateError)) throw error;
    throw new ValidationError([{ path: ['input', 'fromModel'], message: error.message }]);
  }
}

async function findAncestor(context: RunContext, reference: string) {
  const { version, origin } = await originOfModel(context, reference);
  const ancestor: Ancestor = {
    reference: origin.name,
    versionId: version.id,
    runId: version.runId,
    step: version.step,
    digest: version.digest,
    manifest: storedManifest(version.configuration),
  };
  return { ancestor, origin };
}
