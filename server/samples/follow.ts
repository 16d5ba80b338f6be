import { sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';
import type { RunContext } from '../runs/context.ts';
import type { RunSample } from '../runs/feed.ts';
import { followStored } from '../runs/followStored.ts';
import { countFitting } from './fitting.ts';

export type SampleBatch = { samples: RunSample[]; cursor: number };

const BATCH_SAMPLES = 200;
const BATCH_CHARACTERS = 1_000_000;

/** A run's samples after a place, stored ones first, until it has ended. @throws NotFoundError */
export function followSamples(
  context: RunContext,
  { runId, after }: { runId: string; after: number },
): AsyncGenerator<SampleBatch> {
  return followStored<RunSample, SampleBatch>(context, {
    runId,
    after,
    recent: (seq) => context.feeds.get(runId)?.samples.after(seq) ?? null,
    stored: (seq) => storedSamples(context.database, { runId, after: seq }),
    batchOf: (samples, cursor) => ({ samples, cursor }),
  });
}

/** The samples after a place, as many as memory has room for: one at least, however long it is. */
async function storedSamples(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { runId, after }: { runId: string; after: number },
): Promise<RunSample[]> {
  const lengths = await prisma.$queryRaw<{ seq: number | bigint; characters: number | bigint }[]>(
    sql`SELECT s."seq", length(s."completion") AS "characters" FROM "Sample" AS s
      WHERE s."runId" = ${runId} AND s."seq" > ${after} ORDER BY s."seq" LIMIT ${BATCH_SAMPLES}`,
  );
  const fitting = countFitting(
    lengths.map(({ characters }) => characters),
    BATCH_CHARACTERS,
  );
  const until = lengths[fitting - 1]?.seq;
  if (until === undefined) return [];
  return prisma.sample.findMany({
    where: { runId, seq: { gt: after, lte: Number(until) } },
    orderBy: { seq: 'asc' },
    omit: { runId: true },
  });
}
