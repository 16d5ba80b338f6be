import type { Connection } from '../../database/open.ts';
import type { LogLine } from '../feed.ts';

const LARGEST_CHUNKS = 20;

/** Stored lines after a place, in order; at most `limit` of them. */
export async function logPage(
  { prisma }: Pick<Connection, 'prisma'>,
  { runId, after, limit }: { runId: string; after: number; limit: number },
): Promise<LogLine[]> {
  const chunks = await prisma.logChunk.findMany({
    where: { runId, lastSeq: { gt: after }, firstSeq: { gt: after - CHUNK_LINES } },
    orderBy: { firstSeq: 'asc' },
    take: LARGEST_CHUNKS,
  });
  const lines = chunks.flatMap(({ firstSeq, stream, text, at }) =>
    text.split('\n').map((line, index) => ({ seq: firstSeq + index, stream, text: line, at })),
  );
  return lines.filter(({ seq }) => seq > after).slice(0, limit);
}

/** The most lines that a chunk holds, so that a place is found by its first line alone. */
export const CHUNK_LINES = 1_000;
