import { sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';
import { recordScores, type Verdict } from '../scores/record.ts';
import { insertTraces } from '../traces/create.ts';
import { WHOLE_TRACE } from '../traces/newestScore.ts';
import type { ReadTrace } from './readTraces.ts';

type Batch = {
  traces: ReadTrace[];
  importId: string;
  keepsDuplicates: boolean;
  /** What their scores were read from. */
  format: string;
};

/** Stores traces with their scores, in a transaction of the caller's; answers how many of both, which is fewer where
 * they are there already. */
export async function storeBatch(
  connection: DatabaseConnection,
  { traces, importId, keepsDuplicates, format }: Batch,
): Promise<{ traces: number; scores: number }> {
  const idOf = keepsDuplicates ? new Map() : await findStoredAlone(connection, traces);
  const fresh: ReadTrace['row'][] = [];
  const verdicts: Verdict[] = [];
  const judgedBefore = new Set<string>();
  for (const { row, scores } of traces) {
    const there: string | undefined = idOf.get(row.digest);
    if (there === undefined) fresh.push({ ...row, importId });
    else if (scores.length > 0) judgedBefore.add(there);
    if (!keepsDuplicates) idOf.set(row.digest, there ?? row.id);
    for (const score of scores) verdicts.push({ traceId: there ?? row.id, ...score });
  }
  if (fresh.length > 0) await insertTraces(connection, fresh);
  const news = await withoutStored(connection, { verdicts, traceIds: [...judgedBefore] });
  if (news.length > 0) {
    const judged = { source: 'IMPORT', judge: format, version: null } as const;
    await recordScores(connection, { verdicts: news, judged });
  }
  return { traces: fresh.length, scores: news.length };
}

/** Two imports of one file at the same moment would both find nothing. */
export async function findStoredAlone(
  connection: DatabaseConnection,
  traces: Pick<ReadTrace, 'row'>[],
): Promise<Map<string, string>> {
  const lock = connection.sql.lockKey('trace contents');
  if (lock) await connection.prisma.$executeRaw(lock);
  return findStored(connection, traces);
}

/** The ids of the traces that are stored already, by their digest. */
export async function findStored(
  { prisma, sql: dialect }: DatabaseConnection,
  traces: Pick<ReadTrace, 'row'>[],
): Promise<Map<string, string>> {
  // Part of a digest finds it: an index of whole ones would be five times as large.
  const contents = dialect.pairs(
    JSON.stringify(traces.map(({ row }) => [row.digest, row.rankHigh])),
  );
  const stored = await prisma.$queryRaw<{ digest: string; id: string }[]>(sql`
    SELECT t."digest" AS digest, min(t."id") AS id FROM ${contents}
    JOIN "Trace" AS t ON t."rankHigh" = pair.value AND t."digest" = pair.key
    GROUP BY t."digest"`);
  return new Map(stored.map(({ digest, id }) => [digest, id]));
}

/** Verdicts less those that files brought for the same traces before, and those that are there twice. */
async function withoutStored(
  { prisma, sql: dialect }: DatabaseConnection,
  { verdicts, traceIds }: { verdicts: Verdict[]; traceIds: string[] },
): Promise<Verdict[]> {
  if (traceIds.length === 0) return verdicts;
  const stored = await prisma.$queryRaw<Verdict[]>(sql`
    SELECT s."traceId", s."criteria", s."step", s."score", s."label" FROM "Score" AS s
    WHERE ${dialect.isOneOf(sql`s."traceId"`, traceIds)} AND s."source" = 'IMPORT'`);
  const known = new Set(stored.map(keyOf));
  return verdicts.filter((verdict) => !known.has(keyOf(verdict)) && known.add(keyOf(verdict)));
}

function keyOf({ traceId, criteria, step, score, label }: Verdict): string {
  return JSON.stringify([traceId, criteria, step ?? WHOLE_TRACE, score, label ?? null]);
}
