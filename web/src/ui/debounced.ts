import { type Accessor, createEffect, createSignal, onCleanup, untrack } from 'solid-js';

/** A value as it was when it last stood still for some milliseconds. */
export function debounced<Value>(value: Accessor<Value>, wait: number): Accessor<Value> {
  const [settled, setSettled] = createSignal(untrack(value));
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(() => {
    const next = value();
    clearTimeout(timer);
    if (next !== untrack(settled)) timer = setTimeout(() => setSettled(() => next), wait);
  });
  return settled;
}
