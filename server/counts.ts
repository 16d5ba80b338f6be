import { sql } from '@prisma/client-runtime-utils';
import type { Database } from './database/open.ts';

export async function loopCounts({ scan }: Database, signal?: AbortSignal | undefined) {
  const [counts] = await scan<Record<string, number | bigint>>(
    sql`SELECT (SELECT count(*) FROM "Trace") AS traces, (SELECT count(*) FROM "Score") AS scores,
      (SELECT count(*) FROM "Dataset") AS datasets, (SELECT count(*) FROM "Manifest") AS manifests,
      (SELECT count(*) FROM "Run") AS runs, (SELECT count(*) FROM "Metric") AS metrics,
      (SELECT count(*) FROM "Checkpoint") AS checkpoints`,
    signal,
  );
  const countOf = (noun: string) => Number(counts?.[noun] ?? 0);
  return {
    traces: countOf('traces'),
    scores: countOf('scores'),
    datasets: countOf('datasets'),
    manifests: countOf('manifests'),
    runs: countOf('runs'),
    metrics: countOf('metrics'),
    checkpoints: countOf('checkpoints'),
  };
}
