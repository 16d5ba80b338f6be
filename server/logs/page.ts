import { z } from 'zod';
import type { DatabaseConnection } from '../database/open.ts';
import type { LogLine } from '../runs/feed.ts';
import { CHUNK_CHARS, CHUNK_LINES } from './chunks.ts';

export type LogBatch = { lines: LogLine[]; cursor: number };

export const lineCount = z.int().min(1).max(1_000);

const CHUNKS_AT_ONCE = 8;
const LARGEST_PAGE = CHUNK_CHARS;

export async function readLog(
  connection: Pick<DatabaseConnection, 'prisma'>,
  { runId, after, first }: { runId: string; after: number; first: number },
): Promise<LogBatch> {
  const lines = await logPage(connection, { runId, after, limit: first });
  return { lines, cursor: lines.at(-1)?.seq ?? after };
}

/** Stored lines after a place, in order: at most `limit` of them, and not many more characters than a
 * chunk holds, so that a page of long lines is short. */
export async function logPage(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { runId, after, limit }: { runId: string; after: number; limit: number },
): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  let chars = 0;
  for (let place = after; ; ) {
    const chunks = await prisma.logChunk.findMany({
      where: { runId, lastSeq: { gt: place }, firstSeq: { gt: place - CHUNK_LINES } },
      orderBy: { firstSeq: 'asc' },
      take: CHUNKS_AT_ONCE,
    });
    for (const { firstSeq, lastSeq, stream, text, at } of chunks) {
      for (const [index, line] of text.split('\n').entries()) {
        const seq = firstSeq + index;
        if (seq <= after) continue;
        lines.push({ seq, stream, text: line, at });
        chars += line.length;
        if (lines.length === limit || chars >= LARGEST_PAGE) return lines;
      }
      place = lastSeq;
    }
    if (chunks.length < CHUNKS_AT_ONCE) return lines;
  }
}
