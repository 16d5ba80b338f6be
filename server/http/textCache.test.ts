import { expect, it } from 'vitest';
import { createTextCache } from './textCache.ts';

it('What is kept of texts is bounded by their length together', () => {
  const cache = createTextCache<object>();
  const texts = Array.from({ length: 1_000 }, (_, index) => `${index}`.padEnd(8_192));
  for (const text of texts) cache.set(text, {});
  const kept = texts.filter((text) => cache.get(text));
  expect(kept.at(-1)).toBe(texts.at(-1));
  expect(kept.join('').length).toBeLessThanOrEqual(2 ** 20);
  cache.set('x'.repeat(8_193), {});
  expect(cache.get('x'.repeat(8_193))).toBeUndefined();
});
