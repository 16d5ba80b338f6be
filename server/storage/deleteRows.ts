import { setImmediate } from 'node:timers/promises';
import { raw, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';

/** The tables of what a run has many of: what their rows are of, what orders them, and how many go at a time, which is
 * some milliseconds' work. */
const RUN_TABLES = [
  { table: 'Sample', owner: 'runId', place: 'seq', count: 250 },
  { table: 'Metric', owner: 'runId', place: 'seq', count: 1_000 },
  { table: 'LogChunk', owner: 'runId', place: 'firstSeq', count: 10 },
  { table: 'EvaluationRow', owner: 'runId', place: 'row', count: 250 },
] as const;

const ROW_RESULTS = {
  table: 'RowResult',
  owner: 'evaluationId',
  place: 'row',
  count: 1_000,
} as const;

type Part = (typeof RUN_TABLES)[number] | typeof ROW_RESULTS;

/** Deletes a run's rows with all that belongs to it, some at a time, so that nothing else waits for long; its own row last.
 * @throws the signal's reason once that came */
export async function deleteRows(
  { prisma }: Pick<Database, 'prisma'>,
  { runId, signal }: { runId: string; signal: AbortSignal },
): Promise<void> {
  for (const part of RUN_TABLES) await deletePart(prisma, { part, id: runId, signal });
  const evaluations = await prisma.evaluation.findMany({ where: { runId }, select: { id: true } });
  for (const { id } of evaluations) await deletePart(prisma, { part: ROW_RESULTS, id, signal });
  await prisma.run.deleteMany({ where: { id: runId } });
}

async function deletePart(
  prisma: Database['prisma'],
  { part, id, signal }: { part: Part; id: string; signal: AbortSignal },
): Promise<void> {
  const [table, owner, place] = [part.table, part.owner, part.place].map((name) =>
    raw(`"${name}"`),
  );
  for (let after: number | undefined = -1; after !== undefined; ) {
    signal.throwIfAborted();
    const next: { place: number }[] = await prisma.$queryRaw(sql`
      SELECT ${place} AS place FROM ${table} WHERE ${owner} = ${id} AND ${place} > ${after}
      ORDER BY ${place} LIMIT ${part.count}`);
    const last = next.at(-1)?.place;
    if (last !== undefined) {
      await prisma.$executeRaw(sql`
        DELETE FROM ${table} WHERE ${owner} = ${id} AND ${place} > ${after} AND ${place} <= ${last}`);
    }
    after = next.length < part.count ? undefined : last;
    // SQLite answers at once, so that nothing else would have its turn.
    await setImmediate();
  }
}
