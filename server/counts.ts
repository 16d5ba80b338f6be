import type { Connection } from './database/open.ts';

/** How many there are of each noun of the loop. */
export async function loopCounts({ prisma }: Pick<Connection, 'prisma'>) {
  const [traces, scores, datasets, manifests, runs, metrics, checkpoints] = await Promise.all([
    prisma.trace.count(),
    prisma.score.count(),
    prisma.dataset.count(),
    prisma.manifest.count(),
    prisma.run.count(),
    prisma.metric.count(),
    prisma.checkpoint.count(),
  ]);
  return { traces, scores, datasets, manifests, runs, metrics, checkpoints };
}
