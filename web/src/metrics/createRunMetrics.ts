import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { ask } from '../graphql/ask.ts';
import { useConnection } from '../graphql/connection/connection.ts';
import { follow } from '../graphql/connection/follow.ts';
import { explainError, type Failure } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ShownRange } from '../ui/chart/zoomed.ts';
import { throttle } from '../ui/throttle.ts';
import { createDetail } from './createDetail.ts';
import { addPoints, type Series } from './series.ts';

const RunMetricsDocument = graphql(`
  query RunMetrics($id: ID!, $maxPoints: Int!) {
    run(id: $id) {
      id
      metricCount
      metrics(maxPoints: $maxPoints) {
        ...MetricColumns
      }
    }
  }
`);

export const RunMetricsFollowedDocument = graphql(`
  subscription RunMetricsFollowed($id: ID!, $after: Int!) {
    runMetrics(id: $id, after: $after) {
      points {
        name
        step
        value
        text
      }
      cursor
    }
  }
`);

export type RunMetrics = {
  /** What was measured; undefined until the first of it is read. */
  series: Accessor<Series[] | undefined>;
  failure: Accessor<Failure | undefined>;
  retry: () => void;
};

const MOST_POINTS = 5_000;
const REDRAW = 100;

/** What a run has measured, and what it measures, in the order of its steps; in the part that is looked
 * at with the points that a look at everything leaves out. */
export function createRunMetrics(id: string, range: Accessor<ShownRange | null>): RunMetrics {
  const connection = useConnection();
  const [series, setSeries] = createSignal<Series[]>();
  const [failure, setFailure] = createSignal<Failure>();
  const all = new Map<string, Series>();
  const show = throttle(() => setSeries([...all.values()].map((one) => ({ ...one }))), REDRAW);
  let stop = () => {};

  const start = () => {
    const reading = new AbortController();
    stop = () => reading.abort();
    setFailure(undefined);
    read(reading.signal).catch((problem) => {
      if (!reading.signal.aborted) setFailure(explainError(problem));
    });
  };

  async function read(signal: AbortSignal) {
    const { run } = await ask(RunMetricsDocument, { id, maxPoints: MOST_POINTS }, signal);
    if (!run) throw new Error('There is no such run');
    for (const one of run.metrics) all.set(one.name, one);
    show.call();
    stop = follow(connection, {
      document: RunMetricsFollowedDocument,
      id,
      after: run.metricCount,
      onBatch({ runMetrics }) {
        addPoints(all, runMetrics.points);
        show.call();
        return runMetrics.cursor;
      },
      onEnd() {},
      onError: setFailure,
    });
  }

  const retry = () => {
    stop();
    start();
  };

  start();
  const detailed = createDetail(id, { series, range, onError: setFailure });
  onCleanup(connection.onReconnected(() => failure() !== undefined && retry()));
  onCleanup(() => {
    stop();
    show.stop();
  });
  return { series: detailed, failure, retry };
}
