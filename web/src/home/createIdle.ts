import { type Accessor, createSignal, onCleanup } from 'solid-js';

const LONGEST_WAIT = 500;

/** Whether the browser has had time for what is on screen: then the rest can come. */
export function createIdle(): Accessor<boolean> {
  const [isIdle, setIdle] = createSignal(false);
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(() => setIdle(true));
    onCleanup(() => clearTimeout(timer));
    return isIdle;
  }
  const handle = requestIdleCallback(() => setIdle(true), { timeout: LONGEST_WAIT });
  onCleanup(() => cancelIdleCallback(handle));
  return isIdle;
}
