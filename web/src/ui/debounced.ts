import { debounce } from '@solid-primitives/scheduled';
import { type Accessor, createEffect, createSignal, untrack } from 'solid-js';

/** A value as it was when it last stood still for some milliseconds. */
export function debounced<Value>(value: Accessor<Value>, wait: number): Accessor<Value> {
  const [settled, setSettled] = createSignal(untrack(value));
  const settle = debounce((next: Value) => setSettled(() => next), wait);
  createEffect(() => {
    const next = value();
    settle.clear();
    if (next !== untrack(settled)) settle(next);
  });
  return settled;
}
