import type { DatabaseConnection } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';

export async function getDataset({ prisma }: Pick<DatabaseConnection, 'prisma'>, key: string) {
  const dataset = await prisma.dataset.findUnique({ where: { key } });
  if (!dataset) throw new NotFoundError(`There is no dataset ${shown(key)}`);
  return dataset;
}
