import { version } from 'uuid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from './ids.ts';
import { createdAtOf } from './traces/createdAt.ts';

describe('A new id', () => {
  afterEach(() => void vi.useRealTimers());

  it('is a UUIDv7 that tells when it was made', () => {
    const before = Date.now();
    const id = newId();
    expect(version(id)).toBe(7);
    expect(createdAtOf(id).getTime()).toBeGreaterThanOrEqual(before);
    expect(createdAtOf(id).getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('is greater than every one before it', () => {
    const ids = Array.from({ length: 50_000 }, () => newId());
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is greater also when the clock goes back', () => {
    const first = newId();
    vi.useFakeTimers({ now: Date.now() - 3_600_000 });
    const second = newId();
    vi.setSystemTime(0);
    const third = newId();
    expect([first, second, third]).toEqual([first, second, third].toSorted());
    vi.setSystemTime(createdAtOf(first).getTime() + 60_000);
    expect(createdAtOf(newId()).getTime()).toBe(createdAtOf(first).getTime() + 60_000);
  });
});
