/** A time by which something must have happened, or else something is done about it. */
export function createDeadline(onMissed: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let allowed = 0;
  const clear = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const set = (milliseconds: number) => {
    clear();
    allowed = milliseconds;
    timer = setTimeout(() => {
      timer = undefined;
      onMissed();
    }, milliseconds);
  };
  const isSet = () => timer !== undefined;
  return {
    set,
    clear,
    isSet,
    /** Allows the whole time anew, when there is a deadline. */
    extend() {
      if (isSet()) set(allowed);
    },
  };
}
