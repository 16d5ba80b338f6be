import { createQuery } from '@urql/solid';
import { createMemo, For, Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { ListAddress } from './createListAddress.ts';
import { Facet } from './Facet.tsx';
import css from './Facets.module.css';
import { traceFilterOf } from './traceFilter.ts';

const TraceMetaPathsDocument = graphql(`
  query TraceMetaPaths($filter: TraceFilter) {
    traceMetaPaths(filter: $filter)
  }
`);

const FIRST = 'source';

/** What meta holds in the traces that match: each path opens to its values, and how many traces have them. */
export function Facets(props: { address: ListAddress }) {
  const [result] = createQuery({
    query: TraceMetaPathsDocument,
    variables: () => ({ filter: traceFilterOf(props.address.query()) }),
  });
  const opened = createMemo(() => new Set(props.address.query().getAll('facet')));
  const paths = createMemo(() => {
    const known = result.data?.traceMetaPaths ?? [];
    const wanted = [...opened()].filter((path) => !known.includes(path));
    return [...known, ...wanted].sort((a, b) => Number(b === FIRST) - Number(a === FIRST));
  });
  const toggle = (path: string) => {
    const next = new Set(opened());
    if (!next.delete(path)) next.add(path);
    props.address.change({ facet: [...next] }, { replace: true });
  };
  return (
    <Show when={paths().length > 0} fallback={<div aria-busy={result.fetching} />}>
      <section class={css['trace-facets']} aria-labelledby="facets-title">
        <h2 id="facets-title">Meta</h2>
        <ul>
          <For each={paths()}>
            {(path) => (
              <li>
                <button
                  type="button"
                  class={css['facet-path']}
                  aria-expanded={opened().has(path)}
                  onClick={() => toggle(path)}
                >
                  <bdi>{path}</bdi>
                </button>
                <Show when={opened().has(path)}>
                  <Facet path={path} address={props.address} />
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
