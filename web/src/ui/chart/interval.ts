import type { Interval } from '../format/share.ts';

/** Where a value lies on an axis, from 0 to 1; what lies beyond it is at its end. */
export function placeIn([from, to]: Interval, value: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from || 1)));
}

/** An axis that holds all intervals, and zero where these are differences, with a little room at both ends. */
export function axisOf(intervals: readonly Interval[], { hasZero = false } = {}): Interval {
  const ends = [...intervals.flat(), ...(hasZero ? [0] : [])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = 0.05 * (high - low || 1);
  return [low - room, high + room];
}
