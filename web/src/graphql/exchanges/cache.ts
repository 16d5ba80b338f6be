import type { CacheExchangeOpts } from '@urql/exchange-graphcache';
import { EMBEDDED, POSSIBLE_TYPES } from '../generated/embeddedTypes.ts';

/** One entry per id, so that an update from anywhere shows everywhere. */
export const cache = {
  keys: Object.fromEntries(EMBEDDED.map((type) => [type, () => null])),
  possibleTypes: POSSIBLE_TYPES,
} satisfies CacheExchangeOpts;
