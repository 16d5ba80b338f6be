import type { Database } from '../database/open.ts';
import { finishEvaluation } from './finishEvaluation.ts';

/** Computes the numbers of a run's evaluations of which all samples are stored. */
export async function finishEvaluations(database: Database, runId: string): Promise<void> {
  for (const { id, toldCount, sampleCount } of await toldEvaluations(database, runId)) {
    if (toldCount === sampleCount) await finishEvaluation(database, id);
  }
}

/** Ends the evaluations of a run that writes no more: those that it said were done have numbers of the samples that could be
 * read, even when a server was killed before it had computed them; the others are incomplete. */
export async function endEvaluations(database: Database, runId: string): Promise<void> {
  for (const { id, sampleCount } of await toldEvaluations(database, runId)) {
    if (sampleCount > 0) await finishEvaluation(database, id);
  }
  await database.prisma.evaluation.updateMany({
    where: { runId, status: 'RUNNING' },
    data: { status: 'INCOMPLETE', endedAt: new Date() },
  });
}

/** A run's evaluations that have no numbers yet, and that it said were done. */
function toldEvaluations({ prisma }: Pick<Database, 'prisma'>, runId: string) {
  return prisma.evaluation.findMany({
    where: { runId, status: 'RUNNING', toldCount: { not: null } },
    select: { id: true, toldCount: true, sampleCount: true },
  });
}
