import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPause } from './pause.ts';

describe('A pause', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('ends by itself', async () => {
    const pause = createPause();
    const waiting = pause.wait(100);
    vi.advanceTimersByTime(100);
    await waiting;
    expect(pause.end()).toBe(false);
  });

  it('ends when someone else ends it, and says whether there was one', async () => {
    const pause = createPause();
    expect(pause.end()).toBe(false);
    const waiting = pause.wait(100);
    expect(pause.end()).toBe(true);
    await waiting;
    expect([pause.end(), vi.getTimerCount()]).toEqual([false, 0]);
  });
});
