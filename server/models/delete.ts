import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { ModelVersion, RegisteredModel } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { InvalidStateError } from '../errors.ts';
import { modelFolder, UNFINISHED } from '../home/layout.ts';
import type { RunContext } from '../runs/context.ts';
import { FINAL_STATUSES } from '../runs/status.ts';
import { changeModels } from './change.ts';
import { getModel, getModelVersion } from './get.ts';

type Context = Pick<RunContext, 'database' | 'settings' | 'homeId'>;

/** Deletes a version with its files, and its model with the last of them. Runs that started from it have their own copies.
 * @throws NotFoundError; InvalidStateError while an alias points at it, a run that has not ended uses it, or its files are elsewhere */
export async function deleteModelVersion(
  context: Context,
  reference: string,
): Promise<ModelVersion> {
  const {
    model,
    aliases: _,
    ...version
  } = await changeModels(context.database, async (transaction) => {
    const found = await getModelVersion(transaction, reference);
    await requireUnused(transaction, { modelId: found.modelId, id: found.id });
    requireHere(context, found);
    const { prisma } = transaction;
    await prisma.modelVersion.delete({ where: { id: found.id } });
    await prisma.registeredModel.deleteMany({
      where: { id: found.modelId, versions: { none: {} } },
    });
    return found;
  });
  await removeFiles(context, [version]);
  return version;
}

/** Deletes a model with all its versions. @throws as `deleteModelVersion` does, for any of them */
export async function deleteModel(context: Context, name: string): Promise<RegisteredModel> {
  const { versions, ...model } = await changeModels(context.database, async (transaction) => {
    const { prisma } = transaction;
    const { id } = await getModel(transaction, name);
    await requireUnused(transaction, { modelId: id });
    const found = await prisma.registeredModel.delete({
      where: { id },
      include: { versions: { include: { model: true } } },
    });
    for (const version of found.versions) requireHere(context, version);
    return found;
  });
  await removeFiles(context, versions);
  return model;
}

/** @throws InvalidStateError naming the first alias or run that is in the way */
async function requireUnused(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  where: { modelId: string; id?: string },
): Promise<void> {
  const aliases = await prisma.modelAlias.findMany({
    where: { version: where },
    orderBy: { name: 'asc' },
    include: { version: { include: { model: true } } },
  });
  const [alias] = aliases;
  if (alias) {
    const names = aliases.map(({ name }) => name).join(', ');
    throw new InvalidStateError(
      `${nameOf(alias.version)} is ${names}: move or remove the alias first`,
    );
  }
  const versions = await prisma.modelVersion.findMany({ where, include: { model: true } });
  const user = await prisma.run.findFirst({
    where: {
      startModelVersionId: { in: versions.map(({ id }) => id) },
      status: { notIn: [...FINAL_STATUSES] },
    },
    select: { name: true, startModelVersionId: true },
  });
  const used = versions.find(({ id }) => id === user?.startModelVersionId);
  if (user && used) {
    throw new InvalidStateError(
      `The run ${user.name} uses ${nameOf(used)}: wait until it has ended, or cancel it`,
    );
  }
}

type Named = Pick<ModelVersion, 'version' | 'home'> & { model: Pick<RegisteredModel, 'name'> };

function requireHere({ homeId }: Pick<Context, 'homeId'>, version: Named): void {
  if (version.home === homeId) return;
  throw new InvalidStateError(
    `The files of ${nameOf(version)} are on another server, that of the data folder whose \`id\` is ${version.home}. Delete it there.`,
  );
}

function nameOf({ model, version }: Omit<Named, 'home'>): string {
  return `${model.name}@${version}`;
}

async function removeFiles(
  { settings }: Pick<Context, 'settings'>,
  versions: Pick<ModelVersion, 'id'>[],
): Promise<void> {
  for (const { id } of versions) {
    const folder = modelFolder(settings.TUNIX_RT_HOME, id);
    const aside = `${folder}${UNFINISHED.model}`;
    // What a killed server leaves of it is removed at the next start.
    if (existsSync(folder)) await rename(folder, aside);
    await rm(aside, { recursive: true, force: true });
  }
}
