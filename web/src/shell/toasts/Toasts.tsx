import { useLocation } from '@solidjs/router';
import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js';
import { Icon } from '../../ui/Icon.tsx';
import { createToastKey } from './createToastKey.ts';
import css from './Toasts.module.css';
import { dismissActions, dismissToast, type Toast, toasts } from './toasts.ts';

const LIFETIME = 6_000;

// Why they are not of a library: docs/decisions/0008-parts-of-the-browser.md
/** What happened last; behind it, until it is dismissed, what happened before. F8 leads there. */
export function Toasts() {
  let list: HTMLDivElement | undefined;
  createToastKey(() => list);
  const location = useLocation();
  createEffect(on(() => location.pathname, dismissActions, { defer: true }));
  return (
    <div ref={list} class={css['toasts']} role="status" aria-label="What just happened">
      <For each={toasts().slice(-1)}>{(toast) => <ToastText toast={toast} />}</For>
    </div>
  );
}

function ToastText(props: { toast: Toast }) {
  const [isHeld, setHeld] = createSignal(false);
  const dismiss = () => dismissToast(props.toast.id);
  // It waits while one reads it, and one with a button as long as one stays on its page.
  createEffect(() => {
    if (isHeld() || props.toast.action) return;
    const timer = setTimeout(dismiss, LIFETIME);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <p
      class={css['toast']}
      data-testid="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span dir="auto">{props.toast.text}</span>
      <Show when={props.toast.action}>
        {(action) => (
          <button
            type="button"
            onClick={() => {
              action().run();
              dismiss();
            }}
          >
            {action().name} <kbd>F8</kbd>
          </button>
        )}
      </Show>
      <button type="button" data-look="link" aria-label="Dismiss" onClick={dismiss}>
        <Icon name="cross" />
      </button>
    </p>
  );
}
