import { useNavigate } from '@solidjs/router';
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  onMount,
  Show,
} from 'solid-js';
import { chooseDensity, chooseTheme } from '../look.ts';
import { createFindings } from './createFindings.ts';
import css from './Palette.module.css';
import type { Choice } from './pages.ts';

/** Goes anywhere and does anything by a few letters of its name. */
export function Palette(props: { close: () => void; showKeys: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = createSignal('');
  const { choices, isSearching } = createFindings(text);
  const [at, setAt] = createSignal(0);
  // Kept while more is found; another text begins at the top.
  const current = createMemo(() => Math.min(at(), choices().length - 1));
  createEffect(on(text, () => setAt(0), { defer: true }));
  let dialog: HTMLDialogElement | undefined;
  let list: HTMLDivElement | undefined;
  onMount(() => {
    dialog?.showModal();
    // What surrounds the content is the backdrop.
    dialog?.addEventListener('click', ({ target }) => target === dialog && props.close());
    // One that is only removed would not give the focus back.
    onCleanup(() => dialog?.close());
  });
  createEffect(() => {
    list?.querySelector(`#palette-${current()}`)?.scrollIntoView({ block: 'nearest' });
  });

  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    props.close();
    if ('href' in choice) navigate(choice.href);
    else if ('address' in choice) window.location.assign(choice.address);
    else if ('theme' in choice) chooseTheme(choice.theme);
    else if ('density' in choice) chooseDensity(choice.density);
    else props.showKeys();
  };
  const step = (by: number) => {
    const count = choices().length;
    if (count > 0) setAt((current() + by + count) % count);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: () => choose(choices()[current()]),
    }[event.key];
    if (!act || event.isComposing) return;
    event.preventDefault();
    act();
  };
  const isNewGroup = (index: number) => choices()[index]?.group !== choices()[index - 1]?.group;
  return (
    <dialog
      ref={dialog}
      class={css['palette']}
      data-testid="palette"
      aria-label="Command palette"
      onCancel={(event) => {
        event.preventDefault();
        props.close();
      }}
      onClose={() => dialog?.isConnected && props.close()}
    >
      <div>
        <input
          type="text"
          role="combobox"
          aria-label="Go to a page, an id or a key, or do something"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={choices().length > 0 ? `palette-${current()}` : undefined}
          placeholder="Page, id, key, or a text in a trace"
          autocomplete="off"
          spellcheck={false}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div
          ref={list}
          id="palette-list"
          class={css['palette-list']}
          role="listbox"
          aria-label="Choices"
        >
          <For each={choices()}>
            {(choice, index) => (
              <button
                type="button"
                id={`palette-${index()}`}
                class={css['palette-choice']}
                role="option"
                tabindex="-1"
                aria-selected={index() === current()}
                data-group={isNewGroup(index()) ? choice.group : undefined}
                onPointerMove={() => setAt(index())}
                onClick={() => choose(choice)}
              >
                <span dir="auto">{choice.name}</span>
                <Show when={choice.hint}>
                  <small>{choice.hint}</small>
                </Show>
              </button>
            )}
          </For>
        </div>
        <p class={css['palette-foot']} role="status">
          <Show
            when={isSearching()}
            fallback={choices().length === 0 ? 'Nothing has that name.' : '↑ ↓ Enter, Esc to close'}
          >
            Searching…
          </Show>
        </p>
      </div>
    </dialog>
  );
}
