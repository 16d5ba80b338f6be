import type { Database } from '../database/open.ts';
import { storedEvaluation } from '../manifests/stored.ts';
import { computeNumbers } from './numbers/compute.ts';
import { sumRows } from './sumRows.ts';

/** Sums the samples of an evaluation up by row, and computes its numbers. What was begun and not ended is done again, and comes
 * to the same. */
export async function finishEvaluation(database: Database, id: string): Promise<void> {
  const { prisma } = database;
  const { run, ...evaluation } = await prisma.evaluation.findUniqueOrThrow({
    where: { id },
    include: { run: { select: { configuration: true } } },
  });
  const { samples: samplesPerRow } = storedEvaluation(run.configuration).sampling;
  const sums = await sumRows(database, { ...evaluation, samplesPerRow });
  // Samples that came just now are not planned for yet, and pages of them read all there are.
  const refresh = database.sql.refreshStatistics(['Sample', 'EvaluationRow', 'RowResult']);
  if (refresh) await prisma.$executeRaw(refresh);
  const numbers = await computeNumbers(database, { evaluation, samplesPerRow, sums });
  await prisma.evaluation.updateMany({
    where: { id, status: 'RUNNING' },
    data: {
      status: 'COMPLETED',
      endedAt: new Date(),
      accuracy: numbers.accuracy?.value ?? null,
      numbers,
    },
  });
}
