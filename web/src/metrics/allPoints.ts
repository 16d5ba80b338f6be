import type { Connection } from '../graphql/connection/connection.ts';
import { follow } from '../graphql/connection/follow.ts';
import { RunMetricsFollowedDocument } from './createRunMetrics.ts';
import { addPoints, emptySeries, type Series } from './series.ts';

const UNBOUNDED = Number.POSITIVE_INFINITY;

/** Series with every point that is stored, also where those on screen were thinned.
 * @throws Error when the server ends the connection */
export async function allPoints(
  connection: Connection,
  { runId, series }: { runId: string; series: Series[] },
): Promise<Series[]> {
  if (series.every(({ count, steps }) => count === steps.length)) return series;
  const names = new Set(series.map(({ name }) => name));
  const wanted = told(series);
  const all = new Map<string, Series>();
  await new Promise<void>((resolve, reject) => {
    const stop = follow(connection, {
      document: RunMetricsFollowedDocument,
      id: runId,
      after: 0,
      onBatch({ runMetrics: { points, cursor } }) {
        addPoints(
          all,
          points.filter(({ name }) => names.has(name)),
          UNBOUNDED,
        );
        if (told([...all.values()]) >= wanted) finish();
        return cursor;
      },
      onEnd: resolve,
      onError: ({ message }) => reject(new Error(message)),
    });
    const finish = () => {
      stop();
      resolve();
    };
  });
  return series.map(({ name }) => all.get(name) ?? emptySeries(name));
}

/** How many points were told, those that others have replaced among them. */
function told(series: Series[]): number {
  return series.reduce((sum, { count, replacedCount }) => sum + count + replacedCount, 0);
}
