/** Makes a reader that keeps its last value for as long as `lifetime` says of that value (milliseconds;
 * 0 keeps nothing) and shares one reading among all who ask meanwhile. A reading that fails is not
 * kept. Whoever accepts a stale value waits for the first reading only. `now` is a monotonic clock in
 * milliseconds. */
export function cached<Value>({
  read,
  lifetime,
  now = () => performance.now(),
}: {
  read: () => Promise<Value>;
  lifetime: (value: Value) => number;
  now?: (() => number) | undefined;
}): (options?: { acceptsStale?: boolean }) => Promise<{ value: Value; cached: boolean }> {
  let kept: { value: Value; until: number } | undefined;
  let reading: Promise<Value> | undefined;

  async function renew(): Promise<Value> {
    try {
      const value = await read();
      kept = { value, until: now() + lifetime(value) };
      return value;
    } finally {
      reading = undefined;
    }
  }

  return async ({ acceptsStale = false } = {}) => {
    if (kept && now() < kept.until) return { value: kept.value, cached: true };
    reading ??= renew();
    if (kept && acceptsStale) {
      // Whoever asks next hears of a failure.
      reading.catch(() => {});
      return { value: kept.value, cached: true };
    }
    return { value: await reading, cached: false };
  };
}
