import { useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { ChooseOther } from '../../traces/compare/ChooseOther.tsx';
import { TraceComparison } from '../../traces/compare/TraceComparison.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import css from './CompareTraces.module.css';

/** Two traces beside each other: `?base=` and `?other=` name them. */
export function ComparePage() {
  const [search, setSearch] = useSearchParams<{ base: string; other: string }>();
  return (
    <div class={css['compare-page']} data-width="wide">
      <PageHeader
        title="Compare two traces"
        above={[{ href: '/traces', name: 'Traces' }]}
        actions={
          <Show when={search.base && search.other}>
            <button
              type="button"
              onClick={() => setSearch({ base: search.other, other: search.base })}
            >
              Swap
            </button>
          </Show>
        }
      />
      <Show
        when={search.base && search.other}
        fallback={
          <ChooseOther base={search.base} choose={(base, other) => setSearch({ base, other })} />
        }
      >
        <TraceComparison baseId={search.base ?? ''} otherId={search.other ?? ''} />
      </Show>
    </div>
  );
}
