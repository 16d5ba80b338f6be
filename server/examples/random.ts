/** Numbers that look random and are the same for a seed, everywhere. */
export type Random = {
  /** From 0 to 1, which it never is. */
  fraction: () => number;
  /** A whole number from `minimum` to `maximum`, both included. */
  integer: (minimum: number, maximum: number) => number;
  /** Whether something happens that happens with a probability. */
  chance: (probability: number) => boolean;
  pick: <Value>(values: readonly Value[]) => Value;
  /** So many different values, in a random order. */
  sample: <Value>(values: readonly Value[], count: number) => Value[];
};

/** Mulberry32, Tommy Ettinger's generator with 32 bits of state; plenty for samples, not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }
  const integer = (minimum: number, maximum: number) =>
    minimum + Math.floor(fraction() * (maximum - minimum + 1));
  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    pick(values) {
      for (const value of values.slice(integer(0, values.length - 1))) return value;
      throw new RangeError('Expected something to pick from, got an empty list');
    },
    sample(values, count) {
      const rest = [...values];
      return Array.from({ length: Math.min(count, rest.length) }, () =>
        rest.splice(integer(0, rest.length - 1), 1),
      ).flat();
    },
  };
}
