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
/** A button that offers several things to do. Arrow keys go through them, Esc closes. */
export function Menu(props: { label: string; items: MenuItem[] }) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let menu: HTMLDivElement | undefined;

  const items = () => [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const onToggle = () => {
    setOpen(menu?.matches(':popover-open') ?? false);
    if (!isOpen() || !menu || !button) return;
    placeBelow(menu, button);
    items()[0]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.findIndex((item) => item.matches(':focus'));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
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
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        <Show when={isOpen()}>
          <For each={props.items}>
            {(item) => (
              <button
                type="button"
                role="menuitem"
                tabindex="-1"
                aria-disabled={item.obstacle !== undefined}
                onClick={() => {
                  if (item.obstacle !== undefined) return;
                  menu?.hidePopover();
                  item.choose();
                }}
              >
                {item.name}
                <Show when={item.obstacle}>{(obstacle) => <small>{obstacle()}</small>}</Show>
              </button>
            )}
          </For>
        </Show>
      </div>
    </>
  );
}
