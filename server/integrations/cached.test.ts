import { expect, test } from 'vitest';
import { cached } from './cached.ts';

function counting({ lifetime }: { lifetime: (value: number) => number }) {
  const clock = { time: 0 };
  let readings = 0;
  const get = cached({ read: async () => ++readings, lifetime, now: () => clock.time });
  return { clock, get };
}

test('keeps a value for its lifetime, to the millisecond', async () => {
  const { clock, get } = counting({ lifetime: () => 30 });
  expect(await get()).toEqual({ value: 1, cached: false });
  clock.time = 29;
  expect(await get()).toEqual({ value: 1, cached: true });
  clock.time = 30;
  expect(await get()).toEqual({ value: 2, cached: false });
});

test('reads each time when the lifetime is 0', async () => {
  const { get } = counting({ lifetime: () => 0 });
  await get();
  expect(await get()).toEqual({ value: 2, cached: false });
});

test('lets the value decide how long it lives', async () => {
  const { clock, get } = counting({ lifetime: (value) => (value === 1 ? 10 : 1000) });
  await get();
  clock.time = 10;
  await get();
  clock.time = 1009;
  expect(await get()).toEqual({ value: 2, cached: true });
});

test('shares one reading among all who ask meanwhile', async () => {
  const { get } = counting({ lifetime: () => 0 });
  expect(await Promise.all([get(), get(), get()])).toEqual(
    Array.from({ length: 3 }, () => ({ value: 1, cached: false })),
  );
});

test('does not keep a failure', async () => {
  const answers = [Promise.reject(new Error('no answer')), Promise.resolve('well')];
  const get = cached({ read: async () => answers.shift(), lifetime: () => 1000 });
  await expect(get()).rejects.toThrow('no answer');
  expect(await get()).toEqual({ value: 'well', cached: false });
});

test('gives its last value to who accepts a stale one, and reads anew behind them', async () => {
  const { clock, get } = counting({ lifetime: () => 30 });
  expect(await get({ acceptsStale: true })).toEqual({ value: 1, cached: false });
  clock.time = 30;
  expect(await get({ acceptsStale: true })).toEqual({ value: 1, cached: true });
  expect(await get()).toEqual({ value: 2, cached: true });
});
