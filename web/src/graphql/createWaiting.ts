import { type Accessor, createEffect, createMemo, onCleanup } from 'solid-js';

const WAIT = 3_000;

/** Reads again every few seconds, while the page is seen, for as long as something is waited for. */
export function createWaiting(isAwaited: Accessor<boolean>, read: () => void): void {
  const isWaiting = createMemo(isAwaited);
  createEffect(() => {
    if (!isWaiting()) return;
    const timer = setInterval(() => document.hidden || read(), WAIT);
    onCleanup(() => clearInterval(timer));
  });
}
