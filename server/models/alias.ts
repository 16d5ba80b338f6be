import { z } from 'zod';
import type { ModelVersion } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';
import { changeModels } from './change.ts';
import { getModel } from './get.ts';
import { aliasName } from './reference.ts';

export const setAliasInput = z.strictObject({
  model: z.string(),
  alias: aliasName,
  version: z.int().min(1),
});

/** Moves an alias of a model to a version, from wherever it was. @throws NotFoundError */
export async function setAlias(
  database: Pick<DatabaseConnection, 'prisma' | 'sql'>,
  { model: name, alias, version: number }: z.output<typeof setAliasInput>,
): Promise<ModelVersion> {
  return changeModels(database, async (transaction) => {
    const model = await getModel(transaction, name);
    const version = await transaction.prisma.modelVersion.findUnique({
      where: { modelId_version: { modelId: model.id, version: number } },
    });
    if (!version) throw new NotFoundError(`There is no version ${number} of ${shown(name)}`);
    await pointAlias(transaction, { alias, version });
    return version;
  });
}

export async function pointAlias(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { alias: name, version }: { alias: string; version: Pick<ModelVersion, 'id' | 'modelId'> },
): Promise<void> {
  const { id: versionId, modelId } = version;
  const data = { versionId, movedAt: new Date() };
  await prisma.modelAlias.upsert({
    where: { modelId_name: { modelId, name } },
    create: { modelId, name, ...data },
    update: data,
  });
}

/** @throws NotFoundError when the model has no such alias */
export async function removeAlias(
  database: Pick<DatabaseConnection, 'prisma' | 'sql'>,
  { model: name, alias }: { model: string; alias: string },
): Promise<ModelVersion> {
  return changeModels(database, async (transaction) => {
    const { prisma } = transaction;
    const model = await getModel(transaction, name);
    const where = { modelId_name: { modelId: model.id, name: alias } };
    const found = await prisma.modelAlias.findUnique({ where, include: { version: true } });
    if (!found) throw new NotFoundError(`The model ${name} has no alias ${shown(alias)}`);
    await prisma.modelAlias.delete({ where });
    return found.version;
  });
}
