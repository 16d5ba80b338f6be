// `leadingAndTrailing` of @solid-primitives/scheduled calls twice in that while when calls never cease.
/** Calls at once, and then at most once in a while, the last time with what came last. */
export function throttle<Arguments extends unknown[]>(
  call: (...given: Arguments) => void,
  milliseconds: number,
): { call: (...given: Arguments) => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: Arguments | null = null;
  const next = () => {
    timer = undefined;
    if (!waiting) return;
    const given = waiting;
    waiting = null;
    timer = setTimeout(next, milliseconds);
    call(...given);
  };
  return {
    call(...given) {
      waiting = given;
      if (timer === undefined) next();
    },
    stop() {
      clearTimeout(timer);
      waiting = null;
    },
  };
}
