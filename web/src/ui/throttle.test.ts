import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttle } from './throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('calls at once, then with what came last, and not again', () => {
  const seen: number[] = [];
  const { call } = throttle((value: number) => seen.push(value), 100);
  for (const value of [1, 2, 3]) call(value);
  expect(seen).toEqual([1]);
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual([1, 3]);
});

it('calls no more than the time allows', () => {
  let count = 0;
  const { call } = throttle(() => {
    count += 1;
  }, 100);
  for (let time = 0; time < 990; time += 5) {
    call();
    vi.advanceTimersByTime(5);
  }
  expect(count).toBe(10);
});

it('calls no more once it is stopped', () => {
  const seen: number[] = [];
  const { call, stop } = throttle((value: number) => seen.push(value), 100);
  call(1);
  call(2);
  stop();
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual([1]);
});
