import { createSignal, createUniqueId, For, Show } from 'solid-js';
import css from './Menu.module.css';
import { placeBelow } from './placeBelow.ts';

export type MenuItem = {
  name: string;
  choose: () => void;
  /** Why it can't be done now. */
  obstacle?: string | undefined;
};

// Why it is not of a library: docs/decisions/0008-parts-of-the-browser.md
/** A button that offers several things to do. Arrow keys and first letters go through them, Esc closes. */
export function Menu(props: { label: string; items: MenuItem[] }) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let menu: HTMLDivElement | undefined;

  const items = () => [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  // Its items are there before it opens: it then gives the first the focus at once, and no key is lost.
  const onBeforeToggle = ({ newState }: ToggleEvent) => newState === 'open' && setOpen(true);
  // They stay until it is closed: it gives the focus back only from an item that is still there.
  const onToggle = ({ newState }: ToggleEvent) => {
    setOpen(newState === 'open');
    if (isOpen() && menu && button) placeBelow(menu, button);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.findIndex((item) => item.matches(':focus'));
    const next =
      { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key] ??
      lettered(event, all, at);
    if (event.key === 'Tab') menu?.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length)?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={css['menu-button']}
        aria-label={props.label}
        aria-haspopup="menu"
        aria-expanded={isOpen()}
        popovertarget={id}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      <div
        ref={menu}
        id={id}
        class={css['menu']}
        popover="auto"
        role="menu"
        tabindex="-1"
        aria-label={props.label}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        <Show when={isOpen()}>
          {/* By name, so that who has gone to an item stays there when others come or go. */}
          <For each={props.items.map(({ name }) => name)}>
            {(name, index) => {
              const item = () => props.items.find((each) => each.name === name);
              return (
                <button
                  type="button"
                  role="menuitem"
                  tabindex="-1"
                  autofocus={index() === 0}
                  aria-disabled={item()?.obstacle !== undefined}
                  onClick={() => {
                    if (item()?.obstacle !== undefined) return;
                    menu?.hidePopover();
                    item()?.choose();
                  }}
                >
                  {name}
                  <Show when={item()?.obstacle}>{(obstacle) => <small>{obstacle()}</small>}</Show>
                </button>
              );
            }}
          </For>
        </Show>
      </div>
    </>
  );
}

/** The place of the next item that begins with the letter of a key; undefined where none does. */
function lettered(event: KeyboardEvent, all: HTMLElement[], at: number): number | undefined {
  if (event.key.length > 1 || event.key === ' ') return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const letter = event.key.toLowerCase();
  const places = all.flatMap((item, place) =>
    item.textContent?.toLowerCase().startsWith(letter) ? [place] : [],
  );
  return places.find((place) => place > at) ?? places[0];
}
