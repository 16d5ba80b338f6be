import type { Term } from '../../database/wordIndex/document.ts';
import { keysOf } from '../metaPath.ts';
import { metaWord, signWord } from './document.ts';
import { parseSearch } from './query.ts';

/** The terms that a text asks for. */
export function searchedTerms(search: string): Term[] {
  const { terms, signs } = parseSearch(search);
  return [...terms, ...signs.map((sign) => term(signWord(sign)))];
}

/** The term of a value in meta, or in a list there. */
export function metaTerm({ path, equals }: { path: string; equals?: unknown }): Term {
  return term(metaWord(keysOf(path), equals ?? null));
}

function term(word: string): Term {
  return { words: [word], isPrefix: false, isExcluded: false };
}
