import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import type { MetricPoint } from '../runs/feed.ts';
import { METRICS } from './columns.ts';

/** What was measured at a step: a number, or the name of one that is not finite. */
export type Measurement = { name: string; step: number; value: number | string; at: Date };

export function numberPoints(measurements: Measurement[], after: number): MetricPoint[] {
  return measurements.map(({ name, step, value, at }, index) => ({
    seq: after + 1 + index,
    name,
    step,
    ...(typeof value === 'number' ? { value, text: null } : { value: null, text: value }),
    at,
  }));
}

/** Stores points of a run. Of two at one step both are kept, and the later counts. */
export async function storePoints(
  transaction: Prisma.TransactionClient,
  { sql }: Pick<DatabaseConnection, 'sql'>,
  { runId, points }: { runId: string; points: MetricPoint[] },
): Promise<void> {
  if (points.length === 0) return;
  const rows = points.map((point) => ({ runId, ...point }));
  await sql.insertRows(transaction, METRICS, rows);
}
