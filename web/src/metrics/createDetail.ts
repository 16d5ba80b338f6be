import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import { ask } from '../graphql/ask.ts';
import { explainError, type Failure } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ShownRange } from '../ui/chart/zoomed.ts';
import { type Series, withPart } from './series.ts';

const RunMetricsPartDocument = graphql(`
  query RunMetricsPart($id: ID!, $names: [String!]!, $steps: IntRange!, $maxPoints: Int!) {
    run(id: $id) {
      id
      metrics(names: $names, steps: $steps, maxPoints: $maxPoints) {
        ...MetricColumns
      }
    }
  }
`);

const MOST_POINTS = 5_000;

/** Series of a run, in a range of steps with the points that are missing where they were thinned. */
export function createDetail(
  id: string,
  {
    series,
    range,
    onError,
  }: {
    series: Accessor<Series[] | undefined>;
    range: Accessor<ShownRange | null>;
    onError: (failure: Failure) => void;
  },
): Accessor<Series[] | undefined> {
  const [parts, setParts] = createSignal<Map<string, Series>>(new Map());
  const wanted = createMemo(range, null, { equals: areSame });
  const thinned = createMemo(
    () =>
      (series() ?? []).filter(({ count, steps }) => steps.length < count).map(({ name }) => name),
    [],
    { equals: areSame },
  );
  createEffect(() => {
    const [names, steps] = [thinned(), wanted()];
    if (!steps || names.length === 0) {
      setParts(new Map());
      return;
    }
    const reading = new AbortController();
    onCleanup(() => reading.abort());
    const [min, max] = steps;
    ask(
      RunMetricsPartDocument,
      { id, names, steps: { min, max }, maxPoints: MOST_POINTS },
      reading.signal,
    ).then(
      ({ run }) => setParts(new Map(run?.metrics.map((part) => [part.name, part]))),
      (problem) => reading.signal.aborted || onError(explainError(problem)),
    );
  });
  return createMemo(() =>
    series()?.map((one) => {
      const part = parts().get(one.name);
      return part ? withPart(one, part) : one;
    }),
  );
}

function areSame(one: ArrayLike<unknown> | null, other: ArrayLike<unknown> | null): boolean {
  return String(one) === String(other);
}
