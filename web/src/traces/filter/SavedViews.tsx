import { useLocation } from '@solidjs/router';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { showToast } from '../../shell/toasts/toasts.ts';
import { Icon } from '../../ui/Icon.tsx';
import facets from './Facets.module.css';
import css from './SavedViews.module.css';
import { readViews, type SavedView, withView, writeViews } from './savedViews.ts';

/** Lists to come back to, kept in this browser. */
export function SavedViews() {
  const location = useLocation();
  const [views, setViews] = createSignal(readViews(localStorage));
  const [problem, setProblem] = createSignal(false);
  const query = createMemo(() => new URLSearchParams(location.search).toString());
  const isSaved = () => views().some((view) => view.query === query());
  const keep = (next: SavedView[]) => {
    setViews(next);
    setProblem(!writeViews(localStorage, next));
  };
  const save = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (!name) return;
    keep(withView(views(), { name, query: query() }));
    event.currentTarget.reset();
  };
  const forget = (view: SavedView) => {
    const before = views();
    keep(before.filter((each) => each !== view));
    showToast(`The view ${view.name} is forgotten.`, { name: 'Undo', run: () => keep(before) });
  };
  return (
    <section class={css['saved-views']} aria-labelledby="views-title">
      <h2 id="views-title">Views</h2>
      <ul>
        <li>
          <a href="/traces" aria-current={query() === '' ? 'true' : undefined}>
            All traces
          </a>
        </li>
        <For each={views()}>
          {(view) => (
            <li>
              <a
                href={view.query ? `/traces?${view.query}` : '/traces'}
                aria-current={view.query === query() ? 'true' : undefined}
              >
                <bdi>{view.name}</bdi>
              </a>
              <button
                type="button"
                data-look="link"
                aria-label={`Forget the view ${view.name}`}
                title="Forget this view"
                onClick={() => forget(view)}
              >
                <Icon name="cross" />
              </button>
            </li>
          )}
        </For>
      </ul>
      <div class={css['saved-view-place']}>
        <Show when={query() && !isSaved()}>
          <form class={css['saved-view-form']} onSubmit={save}>
            <input
              name="name"
              dir="auto"
              required
              maxlength={60}
              placeholder="Name this view"
              aria-label="Name of the view"
              autocomplete="off"
            />
            <button type="submit">Save</button>
          </form>
        </Show>
      </div>
      <Show when={views().length > 0 && !problem()}>
        <p class={facets['facet-note']}>
          Kept by this browser; the address of a view can be shared.
        </p>
      </Show>
      <Show when={problem()}>
        <p class={facets['facet-note']} role="alert">
          This browser keeps nothing: the views are gone when you leave.
        </p>
      </Show>
    </section>
  );
}
