import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { LogStream } from '../../prisma/generated/sqlite/enums.ts';
import type { LogLine } from '../runs/feed.ts';
import { chunksOf } from './chunks.ts';

/** Lines that came together, numbered after a place: those of stdout first. */
export function numberLines(
  lines: Partial<Record<LogStream, string[]>>,
  { after, at }: { after: number; at: Date },
): LogLine[] {
  const { STDOUT = [], STDERR = [] } = lines;
  return [
    ...STDOUT.map((text) => ({ stream: 'STDOUT' as const, text })),
    ...STDERR.map((text) => ({ stream: 'STDERR' as const, text })),
  ].map((line, index) => ({ seq: after + 1 + index, ...line, at }));
}

export async function storeLines(
  { logChunk }: Pick<Prisma.TransactionClient, 'logChunk'>,
  runId: string,
  lines: LogLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await logChunk.createMany({ data: chunksOf(lines).map((chunk) => ({ runId, ...chunk })) });
}
