import type { DatabaseConnection } from '../database/open.ts';

type Slice = { cursor?: { id?: string | undefined } | undefined; skip: number; take: number };

const MOST_CHILDREN = 100;

/** A page of all datasets, the newest first.
 * @param query which page, and which columns and relations Prisma loads of each */
export async function listDatasets(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { cursor, skip, ...query }: Slice,
) {
  // Prisma's own cursor finds nothing once its row is deleted.
  return prisma.dataset.findMany({
    ...query,
    skip: cursor ? 0 : skip,
    where: beyond(cursor?.id, query.take),
    orderBy: { id: 'desc' },
  });
}

/** The datasets that were derived from one, the newest first; at most 100. */
export async function listChildren(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  id: string,
  query: object,
) {
  return prisma.dataset.findMany({
    ...query,
    where: { parentDatasetId: id },
    orderBy: { id: 'desc' },
    take: MOST_CHILDREN,
  });
}

/** What comes after an id in a list with the newest first; before it, when `take` counts from the end. */
function beyond(id: string | undefined, take: number) {
  if (id === undefined) return {};
  return { id: take < 0 ? { gt: id } : { lt: id } };
}
