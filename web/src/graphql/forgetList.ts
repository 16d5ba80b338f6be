import type { Cache } from '@urql/exchange-graphcache';

/** Has a list read again, and how much there is of everything. */
export function forgetList(store: Cache, list: string): void {
  store.invalidate('Query', list);
  store.invalidate('Query', 'counts');
}
