import type { DatabaseConnection } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';
import { getDataset } from './get.ts';

/** A dataset, and one side of it where one is named.
 * @throws NotFoundError when there is none of that key, or it has no such side: it names those that it has */
export async function getSplit(
  database: Pick<DatabaseConnection, 'prisma'>,
  { key, split: name }: { key: string; split?: string | null | undefined },
) {
  const dataset = await getDataset(database, key);
  if (name == null) return { ...dataset, side: null };
  const sides = await database.prisma.datasetSplit.findMany({
    where: { datasetId: dataset.id },
    orderBy: { position: 'asc' },
  });
  const side = sides.find((one) => one.name === name);
  if (side) return { ...dataset, side };
  const names = sides.map((one) => one.name).join(', ') || 'none';
  throw new NotFoundError(`There is no split ${shown(name)} of ${key}: it has ${names}`);
}

/** What files of a dataset, or of one side of it, are named after. */
export function stemOf(key: string, split?: string | null | undefined): string {
  return split == null ? key : `${key}-${split}`;
}
