/** Counts wrong guesses by who makes them. */
export type Guesses = {
  /** Seconds until another guess is heard; 0 when one is heard now. */
  waitOf: (guesser: string) => number;
  wrong: (guesser: string) => void;
};

/** Hears `most` wrong guesses of a guesser in a period, and remembers the newest `guessers` of them. */
export function createGuesses({
  most = 10,
  period = 60_000,
  guessers = 10_000,
  now = Date.now,
} = {}): Guesses {
  const counts = new Map<string, { count: number; until: number }>();
  const current = (guesser: string) => {
    const found = counts.get(guesser);
    return found && found.until > now() ? found : { count: 0, until: now() + period };
  };
  return {
    waitOf(guesser) {
      const { count, until } = current(guesser);
      return count < most ? 0 : Math.ceil((until - now()) / 1_000);
    },
    wrong(guesser) {
      const { count, until } = current(guesser);
      counts.delete(guesser);
      counts.set(guesser, { count: count + 1, until });
      const [oldest] = counts.keys();
      if (counts.size > guessers && oldest !== undefined) counts.delete(oldest);
    },
  };
}

/** Who guesses: an address, or of IPv6 the network that is one subscriber's. */
export function guesserOf(address = 'unknown'): string {
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}
