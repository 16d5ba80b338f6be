import { createLRUCache } from 'graphql-yoga';

const MOST_TEXTS = 128;
const LONGEST_TEXT = 8_192;

/** Keeps what was made of short texts, such as the documents of a page and of a program. A long one has
 * its values in it and does not come again, and what is read of it takes a hundred times its length. */
export function createTextCache<Value extends object>() {
  const cache = createLRUCache<Value>({ max: MOST_TEXTS });
  return {
    get: (text: string) => cache.get(text),
    set(text: string, value: Value) {
      if (text.length <= LONGEST_TEXT) cache.set(text, value);
    },
  };
}
