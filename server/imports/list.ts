import type { DatabaseConnection } from '../database/open.ts';

type Slice = { cursor?: { id?: string | undefined } | undefined; skip: number; take: number };

/** A page of all imports, the newest first.
 * @param query which page, and which columns and relations Prisma loads of each */
export async function listImports(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { cursor, skip: _skip, ...query }: Slice,
) {
  const id = cursor?.id;
  return prisma.import.findMany({
    ...query,
    ...(id === undefined ? {} : { where: { id: query.take < 0 ? { gt: id } : { lt: id } } }),
    orderBy: { id: 'desc' },
  });
}
