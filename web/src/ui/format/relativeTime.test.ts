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
    [5 * SECOND, '5 sec ago'],
    [59_999, '59 sec ago'],
    [MINUTE, '1 min ago'],
    [HOUR - 1, '59 min ago'],
    [HOUR, '1 hr ago'],
    [DAY, '1 day ago'],
    [7 * DAY - 1, '6 days ago'],
  ])('words %d ms as "%s"', (passed, words) => {
    expect(relativeTime(1_000_000, 1_000_000 + passed)).toBe(words);
  });

  it('says the day of what is more than a week ago', () => {
    const noon = Date.UTC(2026, 10, 12, 12);
    expect(relativeTime(noon, noon + 7 * DAY)).toBe('12 Nov 2026');
  });

  it('takes a moment that is still to come, by a clock ahead, for now', () => {
    expect(relativeTime(2_000, 1_000)).toBe('just now');
  });
});
