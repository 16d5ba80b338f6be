import type { Database } from '../database/open.ts';
import { getDataset } from './get.ts';

/**
 * Deletes a dataset; its traces stay, and so do its manifests and runs with all they recorded of it.
 * @returns the dataset as it was
 * @throws NotFoundError when there is none of that key
 */
export async function deleteDataset(database: Database, key: string) {
  return database.prisma.$transaction(async (transaction) => {
    const dataset = await getDataset({ prisma: transaction }, key);
    await transaction.dataset.delete({ where: { id: dataset.id } });
    return dataset;
  });
}
