import {
  type Accessor,
  createContext,
  createSignal,
  onCleanup,
  type ParentProps,
  useContext,
} from 'solid-js';

const ClockContext = createContext<Accessor<number>>(() => Date.now());

/** One clock for all times on the page, in milliseconds; it ticks every second. */
export function Clock(props: ParentProps) {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), 1_000);
  onCleanup(() => clearInterval(timer));
  return <ClockContext.Provider value={now}>{props.children}</ClockContext.Provider>;
}

export function useNow(): Accessor<number> {
  return useContext(ClockContext);
}
