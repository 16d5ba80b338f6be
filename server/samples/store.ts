import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import type { RunSample } from '../runs/feed.ts';
import { SAMPLES } from './columns.ts';
import type { SampleLine } from './line.ts';

export function numberSamples(lines: SampleLine[], after: number): RunSample[] {
  return lines.map((line, index) => ({ seq: after + 1 + index, ...line }));
}

export async function storeSamples(
  transaction: Prisma.TransactionClient,
  { sql }: Pick<DatabaseConnection, 'sql'>,
  { runId, samples }: { runId: string; samples: RunSample[] },
): Promise<void> {
  if (samples.length === 0) return;
  const rows = samples.map((sample) => ({ runId, ...sample }));
  await sql.insertRows(transaction, SAMPLES, rows);
}
