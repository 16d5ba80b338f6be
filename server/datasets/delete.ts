import type { Database } from '../database/open.ts';
import { getDataset } from './get.ts';

/** Deletes a dataset; its traces stay, and so do its manifests and runs with all they recorded of it.
 * @returns the dataset as it was, with what `query` selects of it
 * @throws NotFoundError when there is none of that key */
export async function deleteDataset(database: Database, key: string, query: object = {}) {
  return database.prisma.$transaction(async (transaction) => {
    const { id } = await getDataset({ prisma: transaction }, key);
    return transaction.dataset.delete({ ...query, where: { id } });
  });
}
