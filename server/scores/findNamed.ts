import { sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { META } from '../traces/columns.ts';
import { rankBits } from '../traces/digest.ts';
import { keysOf } from '../traces/metaPath.ts';

/** What names traces from outside: an id, the digest of a content, or a value in meta. */
export type Name =
  | { traceId: string }
  | { digest: string }
  | { meta: { path: string; equals: string | number | boolean } };

/** The ids of the traces that each name means, in the order of the names; of an id, the id. */
export async function findNamed(database: Database, names: Name[]): Promise<string[][]> {
  const byDigest = await findByDigest(
    database,
    names.flatMap((name) => ('digest' in name ? name.digest : [])),
  );
  const byMeta = new Map<string, Map<string, string[]>>();
  const metas = names.flatMap((name) => ('meta' in name ? name.meta : []));
  for (const [path, some] of Map.groupBy(metas, (meta) => meta.path)) {
    const values = some.map(({ equals }) => JSON.stringify(equals));
    byMeta.set(path, await findByMeta(database, { path, values }));
  }
  return names.map((name) => {
    if ('traceId' in name) return [name.traceId];
    if ('digest' in name) return byDigest.get(name.digest) ?? [];
    return byMeta.get(name.meta.path)?.get(JSON.stringify(name.meta.equals)) ?? [];
  });
}

async function findByDigest({ prisma, sql: dialect }: Database, digests: string[]) {
  if (digests.length === 0) return new Map<string, string[]>();
  const contents = dialect.pairs(
    JSON.stringify([...new Set(digests)].map((digest) => [digest, rankBits(digest).rankHigh])),
  );
  // The cross join keeps SQLite from going through all traces for each digest.
  return grouped(
    await prisma.$queryRaw(sql`
      SELECT pair.key AS key, t."id" AS id FROM ${contents} CROSS JOIN "Trace" AS t
      WHERE t."rankHigh" = pair.value AND t."digest" = pair.key ORDER BY t."id"`),
  );
}

async function findByMeta(
  { scan, sql: dialect }: Database,
  { path, values }: { path: string; values: string[] },
) {
  const value = dialect.jsonText(META, keysOf(path));
  return grouped(
    await scan(sql`SELECT ${value} AS key, t."id" AS id FROM "Trace" AS t
      WHERE ${dialect.isOneOf(value, [...new Set(values)])} ORDER BY t."id"`),
  );
}

function grouped(rows: { key: string; id: string }[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { key, id } of rows) ids.set(key, [...(ids.get(key) ?? []), id]);
  return ids;
}
