import { join, type Sql, sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';

/** How many of several lengths come to no more than so many characters together: one at least, where there is one. */
export function countFitting(lengths: (number | bigint)[], characters: number): number {
  let left = characters;
  const last = lengths.findIndex((length, index) => {
    left -= Number(length);
    return left < 0 && index > 0;
  });
  return last < 0 ? lengths.length : last;
}

/** What pages of completions hold at most, but for one that is longer. */
const PAGE_CHARACTERS = 8_000_000;

/** The first of some questions, or samples, whose completions fit into a page.
 * @param by what of a sample `keys` are */
export async function fittingPage(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { where, by, keys }: { where: Sql; by: Sql; keys: number[] },
): Promise<number[]> {
  if (keys.length === 0) return [];
  const found = await prisma.$queryRaw<{ key: number | bigint; characters: number | bigint }[]>(
    sql`SELECT ${by} AS "key", sum(length(s."completion")) AS "characters" FROM "Sample" AS s
      WHERE ${where} AND ${by} IN (${join(keys)}) GROUP BY 1`,
  );
  const lengths = new Map(found.map(({ key, characters }) => [Number(key), characters]));
  return keys.slice(
    0,
    countFitting(
      keys.map((key) => lengths.get(key) ?? 0),
      PAGE_CHARACTERS,
    ),
  );
}
