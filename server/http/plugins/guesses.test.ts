import { describe, expect, it } from 'vitest';
import { createGuesses, guesserOf } from './guesses.ts';

describe('Wrong guesses', () => {
  it('are heard so many times in a period, of each guesser for itself', () => {
    let time = 0;
    const guesses = createGuesses({ most: 2, period: 60_000, now: () => time });
    guesses.wrong('a');
    expect(guesses.waitOf('a')).toBe(0);
    guesses.wrong('a');
    time = 20_000;
    expect([guesses.waitOf('a'), guesses.waitOf('b')]).toEqual([40, 0]);
    time = 60_000;
    expect(guesses.waitOf('a')).toBe(0);
  });

  it('are remembered of the newest guessers only', () => {
    const guesses = createGuesses({ most: 1, guessers: 2 });
    for (const guesser of ['a', 'b', 'c']) guesses.wrong(guesser);
    expect(['a', 'b', 'c'].map((guesser) => guesses.waitOf(guesser) > 0)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('count for the whole network that a subscriber has in IPv6', () => {
    expect(guesserOf('2001:db8:1:2:3:4:5:6')).toBe(guesserOf('2001:db8:1:2:ffff::1'));
    expect(guesserOf('::ffff:10.0.0.1')).not.toBe(guesserOf('::ffff:10.0.0.2'));
  });
});
