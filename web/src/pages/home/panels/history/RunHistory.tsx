import { useSearchParams } from '@solidjs/router';
import { createUniqueId, Show } from 'solid-js';
import { integer, readValue } from '../../../../address/codec.ts';
import { LeftOut } from '../../../../address/LeftOut.tsx';
import css from './History.module.css';
import { HistoryContent } from './HistoryContent.tsx';

const PAGE = 20;

const MOST = 100;

/** How many runs an address can ask for. */
const COUNT = integer({ min: 1, max: MOST }, 0);

/** All runs, folded until one wants them. `?history=` says how many are shown. */
export function RunHistory() {
  const id = createUniqueId();
  const [search, setSearch] = useSearchParams<{ history: string; detail: string }>();
  const shown = () => readValue(COUNT, search.history);
  const isOpen = () => shown() > 0;
  const change = (changes: { history?: string | null; detail?: string | null }) =>
    setSearch(changes, { replace: true, scroll: false });
  return (
    <section
      class={css['run-history']}
      data-testid="tunix:run-history-section"
      aria-labelledby={id}
    >
      <h3 id={id}>
        <button
          type="button"
          data-testid="tunix:toggle-history-btn"
          data-look="link"
          aria-expanded={isOpen()}
          onClick={() => change({ history: isOpen() ? null : `${PAGE}`, detail: null })}
        >
          <span aria-hidden="true">{isOpen() ? '▼' : '▶'}</span> Run History
        </button>
      </h3>
      <LeftOut of={{ history: COUNT }} />
      <Show when={isOpen()}>
        <HistoryContent
          count={shown()}
          showMore={() => change({ history: `${Math.min(MOST, shown() + PAGE)}` })}
          detail={search.detail}
          showDetail={(detail) => change({ detail: detail ?? null })}
        />
      </Show>
    </section>
  );
}
