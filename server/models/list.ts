import { sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';
import { containsFolded } from '../traces/filter.ts';

/** Which models have a text in their name, in either letter case; all without one. */
export async function modelsNamed(
  { prisma, sql: dialect }: Pick<DatabaseConnection, 'prisma' | 'sql'>,
  text: string | null | undefined,
) {
  if (!text) return {};
  const holds = containsFolded(dialect, sql`m."name"`, text);
  const found = await prisma.$queryRaw<{ id: string }[]>(
    sql`SELECT m."id" AS id FROM "RegisteredModel" AS m WHERE ${holds}`,
  );
  return { id: { in: found.map(({ id }) => id) } };
}
