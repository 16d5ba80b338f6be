import { type Accessor, createEffect, createMemo, onCleanup } from 'solid-js';

const WAIT = 3_000;

/** Reads again every few seconds, while the page is seen, for as long as nothing is there. */
export function createWaiting(isNothingThere: Accessor<boolean>, read: () => void): void {
  const isWaiting = createMemo(isNothingThere);
  createEffect(() => {
    if (!isWaiting()) return;
    const timer = setInterval(() => document.hidden || read(), WAIT);
    onCleanup(() => clearInterval(timer));
  });
}
