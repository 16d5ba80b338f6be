import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeadline } from './deadline.ts';

describe('A deadline', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is missed once when nothing happens', () => {
    const missed = vi.fn();
    const deadline = createDeadline(missed);
    deadline.set(100);
    vi.advanceTimersByTime(99);
    expect([missed.mock.calls.length, deadline.isSet()]).toEqual([0, true]);
    vi.advanceTimersByTime(1_000);
    expect([missed.mock.calls.length, deadline.isSet()]).toEqual([1, false]);
  });

  it('begins anew with a sign of life, and never without having been set', () => {
    const missed = vi.fn();
    const deadline = createDeadline(missed);
    deadline.extend();
    vi.advanceTimersByTime(1_000);
    deadline.set(100);
    vi.advanceTimersByTime(80);
    deadline.extend();
    vi.advanceTimersByTime(80);
    expect(missed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20);
    expect(missed).toHaveBeenCalledOnce();
  });

  it('is forgotten when it was met', () => {
    const missed = vi.fn();
    const deadline = createDeadline(missed);
    deadline.set(100);
    deadline.clear();
    vi.advanceTimersByTime(1_000);
    expect(missed).not.toHaveBeenCalled();
  });
});
