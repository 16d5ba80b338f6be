import { describe, expect, it } from 'vitest';
import { relativeTime } from './relativeTime.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('relativeTime', () => {
  it.each([
    [0, 'just now'],
    [4_999, 'just now'],
    [5 * SECOND, '5s ago'],
    [59_999, '59s ago'],
    [MINUTE, '1m ago'],
    [HOUR - 1, '59m ago'],
    [HOUR, '1h ago'],
    [DAY, '1d ago'],
    [29 * DAY, '29d ago'],
    [30 * DAY, '1mo ago'],
    [800 * DAY, '2y ago'],
  ])('words %d ms as "%s"', (passed, words) => {
    expect(relativeTime(1_000_000, 1_000_000 + passed)).toBe(words);
  });

  it('takes a moment that is still to come, by a clock ahead, for now', () => {
    expect(relativeTime(2_000, 1_000)).toBe('just now');
  });
});
