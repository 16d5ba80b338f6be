import { createMemo, For, Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { numberText } from '../../ui/format/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { ListAddress } from './createListAddress.ts';
import css from './Facet.module.css';
import facets from './Facets.module.css';
import { type Changes, changed } from './listQuery.ts';
import { type MetaValue, metaText, metaValuesOf, traceFilterOf } from './traceFilter.ts';

const TraceFacetDocument = graphql(`
  query TraceFacet($path: String!, $filter: TraceFilter, $first: Int!) {
    traceFacet(path: $path, filter: $filter, first: $first) {
      value
      count
      isFloor
    }
  }
`);

const MOST = 20;

type Scalar = MetaValue['equals'];

/** The values at a path of meta among the traces that the rest of the filter passes. */
export function Facet(props: { path: string; address: ListAddress }) {
  const query = () => props.address.query();
  // Its own choice does not count, or there would be nothing left to choose instead.
  const filter = () => traceFilterOf(changed(query(), withValue(query(), props.path, undefined)));
  const values = createFreshQuery({
    query: TraceFacetDocument,
    variables: () => ({ path: props.path, filter: filter(), first: MOST }),
  });
  const chosen = createMemo(() => chosenValue(query(), props.path));
  const choose = (value: Scalar) =>
    props.address.change(withValue(query(), props.path, value === chosen() ? undefined : value));
  return (
    <Loaded query={values} skeleton={<Skeleton width="12ch" />}>
      {(data) => {
        const most = () => Math.max(1, ...data().traceFacet.map(({ count }) => count));
        return (
          <Show
            when={data().traceFacet.length > 0}
            fallback={
              <p class={facets['facet-note']}>None of the newest traces that match has it.</p>
            }
          >
            <ul class={css['facet-values']}>
              <For each={data().traceFacet}>
                {(entry) => (
                  <li>
                    <button
                      type="button"
                      class={facets['facet-value']}
                      aria-pressed={chosen() === entry.value}
                      onClick={() => choose(entry.value as Scalar)}
                      style={{ '--share': `${(100 * entry.count) / most()}%` }}
                      title={valueText(entry.value)}
                    >
                      <span dir="auto">{valueText(entry.value)}</span>
                      <span
                        class={css['facet-count']}
                      >{`${numberText(entry.count)}${entry.isFloor ? '+' : ''}`}</span>
                    </button>
                  </li>
                )}
              </For>
            </ul>
            <Show when={data().traceFacet.length === MOST}>
              <p class={facets['facet-note']}>The {MOST} most frequent values.</p>
            </Show>
            <Show when={data().traceFacet.some(({ isFloor }) => isFloor)}>
              <p class={facets['facet-note']}>Counted in the newest traces that match.</p>
            </Show>
          </Show>
        );
      }}
    </Loaded>
  );
}

/** What the address must change to so that a path has a value, or any. */
function withValue(query: URLSearchParams, path: string, value: Scalar | undefined): Changes {
  const others = metaValuesOf(query)
    .filter((each) => each.path !== path)
    .map(metaText);
  const meta = (added: string[]) => ({ meta: [...others, ...added] });
  if (path !== 'source')
    return meta(value === undefined ? [] : [metaText({ path, equals: value })]);
  // A source that is a text has an index of its own.
  if (typeof value === 'string') return { ...meta([]), source: value };
  return { ...meta(value === undefined ? [] : [metaText({ path, equals: value })]), source: null };
}

function chosenValue(query: URLSearchParams, path: string): Scalar | undefined {
  const source = path === 'source' ? query.get('source') : null;
  return source ?? metaValuesOf(query).find((each) => each.path === path)?.equals;
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value || '(empty)' : JSON.stringify(value);
}
