import type { ListAddress } from '../../traces/filter/createListAddress.ts';
import { Facets } from '../../traces/filter/Facets.tsx';
import { Ranges } from '../../traces/filter/Filters.tsx';
import { SavedViews } from '../../traces/filter/SavedViews.tsx';
import { BREAKPOINTS } from '../../ui/breakpoints.ts';
import css from './Side.module.css';

/** Views and filters: beside the list where there is room, else behind a word above it. */
export function Side(props: { address: ListAddress }) {
  return (
    <aside class={css['traces-side']} aria-label="Views and filters">
      <details open={window.matchMedia(BREAKPOINTS.wide).matches}>
        <summary>Views and filters</summary>
        <div class={css['traces-filters']}>
          <SavedViews />
          <Ranges address={props.address} />
          <Facets address={props.address} />
          <p class={css['traces-keys']}>
            <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens, <kbd>x</kbd> selects,{' '}
            <kbd>/</kbd> searches
          </p>
        </div>
      </details>
    </aside>
  );
}
