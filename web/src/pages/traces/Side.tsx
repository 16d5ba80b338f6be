import { AnswerScoring } from '../../scores/AnswerScoring.tsx';
import { Facets } from '../../traces/filter/Facets.tsx';
import { Ranges } from '../../traces/filter/Filters.tsx';
import { SavedViews } from '../../traces/filter/SavedViews.tsx';
import { traceFilterOf } from '../../traces/filter/traceFilter.ts';
import { BREAKPOINTS } from '../../ui/breakpoints.ts';
import type { TracesPage } from './createTracesPage.ts';
import css from './Side.module.css';

/** Views and filters: beside the list where there is room, else behind a word above it. */
export function Side(props: { page: TracesPage }) {
  const address = () => props.page.address;
  return (
    <aside class={css['traces-side']} aria-label="Views and filters">
      <details open={window.matchMedia(BREAKPOINTS.wide).matches}>
        <summary>Views and filters</summary>
        <div class={css['traces-filters']}>
          <SavedViews />
          <Ranges address={address()} />
          <AnswerScoring
            filter={traceFilterOf(address().query())}
            count={props.page.count()}
            scored={props.page.scored}
          />
          <Facets address={address()} />
          <p class={css['traces-keys']}>
            <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens, <kbd>x</kbd> selects,{' '}
            <kbd>/</kbd> searches
          </p>
        </div>
      </details>
    </aside>
  );
}
