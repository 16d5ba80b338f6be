import { z } from 'zod';
import type { ModelVersion, RegisteredModel } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { getModel, getModelVersion } from './get.ts';

const MOST_NOTES = 20_000;

export const modelNotes = z.string().max(MOST_NOTES);

/** Writes anew what there is to say of a version. @throws NotFoundError */
export async function noteModelVersion(
  database: Pick<DatabaseConnection, 'prisma'>,
  { reference, notes }: { reference: string; notes: string },
): Promise<ModelVersion> {
  const { id } = await getModelVersion(database, reference);
  return database.prisma.modelVersion.update({ where: { id }, data: { notes } });
}

/** Writes anew what there is to say of a model. @throws NotFoundError */
export async function noteModel(
  database: Pick<DatabaseConnection, 'prisma'>,
  { name, notes }: { name: string; notes: string },
): Promise<RegisteredModel> {
  const { id } = await getModel(database, name);
  return database.prisma.registeredModel.update({ where: { id }, data: { notes } });
}
