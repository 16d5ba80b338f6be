import type { Connection } from '../database/open.ts';

/**
 * Keeps what a run said at its end as its log.
 * @returns the number of the last line
 */
export async function storeOutput(
  { prisma }: Pick<Connection, 'prisma'>,
  runId: string,
  stdout: string,
): Promise<number> {
  const text = stdout.trimEnd();
  const lastSeq = text.split('\n').length;
  await prisma.logChunk.create({
    data: { runId, firstSeq: 1, lastSeq, stream: 'STDOUT', text, at: new Date() },
    select: { runId: true },
  });
  return lastSeq;
}
