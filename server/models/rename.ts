import type { RegisteredModel } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { ConflictError } from '../errors.ts';
import { changeModels } from './change.ts';
import { getModel } from './get.ts';

/** Gives a model another name, which no other model has; its versions and aliases stay. @throws NotFoundError, ConflictError */
export async function renameModel(
  database: Pick<DatabaseConnection, 'prisma' | 'sql'>,
  { name, newName }: { name: string; newName: string },
): Promise<RegisteredModel> {
  return changeModels(database, async (transaction) => {
    const { prisma } = transaction;
    const { id } = await getModel(transaction, name);
    const other = await prisma.registeredModel.findUnique({ where: { name: newName } });
    if (other && other.id !== id) {
      throw new ConflictError(`There is a model ${newName} already. Choose another name.`);
    }
    return prisma.registeredModel.update({ where: { id }, data: { name: newName } });
  });
}
