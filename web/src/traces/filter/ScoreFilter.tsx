import { createMemo, For, Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { numberText } from '../../ui/format/number.ts';
import type { ListAddress } from './createListAddress.ts';
import facet from './Facet.module.css';
import facets from './Facets.module.css';
import css from './Filters.module.css';
import { changed } from './listQuery.ts';
import { scoreByOf, traceFilterOf } from './traceFilter.ts';

const ScoreCriteriaDocument = graphql(`
  query ScoreCriteria {
    criteria {
      criteria
      traceCount
    }
  }
`);

const ScoreFacetDocument = graphql(`
  query ScoreFacet($criteria: String!, $filter: TraceFilter) {
    scoreFacet(criteria: $criteria, filter: $filter) {
      label
      score
      count
    }
  }
`);

/** Whose scores the range, the labels and the order mean, and which labels there are. */
export function ScoreFilter(props: { address: ListAddress }) {
  const query = () => props.address.query();
  const criteria = () => scoreByOf(query());
  const known = createFreshQuery({ query: ScoreCriteriaDocument });
  const names = createMemo(() => {
    const judged = (known.data()?.criteria ?? []).filter(({ traceCount }) => traceCount > 0);
    return [...new Set(['baseline', ...judged.map((each) => each.criteria), criteria()])].sort();
  });
  const values = createFreshQuery({
    query: ScoreFacetDocument,
    variables: () => ({
      criteria: criteria(),
      // Its own choice does not count, or there would be nothing left to choose instead.
      filter: traceFilterOf(changed(query(), { scoreLabel: null })),
    }),
  });
  const labels = () => (values.data()?.scoreFacet ?? []).filter(({ label }) => label !== null);
  const most = () => Math.max(1, ...labels().map(({ count }) => count));
  const chosen = () => query().get('scoreLabel');
  return (
    <fieldset class={css['trace-range']} data-type="scores">
      <legend>Scores by</legend>
      <select
        aria-label="Scores by"
        onChange={(event) => {
          const { value } = event.currentTarget;
          const scoreBy = value === 'baseline' ? null : value;
          props.address.change({ scoreBy, scoreMin: null, scoreMax: null, scoreLabel: null });
        }}
      >
        <For each={names()}>
          {(name) => (
            <option value={name} selected={name === criteria()}>
              {name === 'baseline' ? 'baseline (length)' : name}
            </option>
          )}
        </For>
      </select>
      <Show when={labels().length > 0}>
        <ul class={facet['facet-values']} aria-label="Labels">
          <For each={labels()}>
            {(entry) => (
              <li>
                <button
                  type="button"
                  class={facets['facet-value']}
                  aria-pressed={chosen() === entry.label}
                  style={{ '--share': `${(100 * entry.count) / most()}%` }}
                  onClick={() =>
                    props.address.change({
                      scoreLabel: chosen() === entry.label ? null : (entry.label ?? null),
                    })
                  }
                >
                  <span dir="auto">{entry.label}</span>
                  <span class={facet['facet-count']}>{numberText(entry.count)}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </fieldset>
  );
}
