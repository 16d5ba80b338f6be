import type { Term } from '../../database/wordIndex/document.ts';
import { cutWords, signsOf } from './words.ts';

/** What is searched for: all terms together. */
export type Search = {
  terms: Term[];
  /** Signs that must be there, where the text is made of nothing else. */
  signs: string[];
};

/** What a text asks for: words, `"a phrase"`, `-not`, `prefix*`. What is none of these is looked for as the words that are
 * in it, in their order; so there is no text that can't be searched for. */
export function parseSearch(text: string): Search {
  const terms = Array.from(text.matchAll(PART), ([part, , phrase]) => termOf(part, phrase)).filter(
    ({ words }) => words.length > 0,
  );
  return { terms: terms.slice(0, MOST_TERMS), signs: terms.length > 0 ? [] : signsOf(text) };
}

const MOST_TERMS = 64;
// A quote that is not closed is a sign like others.
const PART = /(-?)"([^"]*)"\*?|[^\s"]+|"/g;

function termOf(part: string, phrase: string | undefined): Term {
  const isExcluded = /^-(?=["\p{L}\p{N}\p{S}])/u.test(part);
  const { words, isOpen } = wordsOfTerm(phrase ?? part);
  return { words, isExcluded, isPrefix: isOpen || /[\p{L}\p{N}\p{M}"]\*$/u.test(part) };
}

/** The words of a term. At its end, characters of a script without spaces may go on, as in any text that has them. */
function wordsOfTerm(text: string): { words: string[]; isOpen: boolean } {
  const cut = [...cutWords(text)];
  const [last, beforeLast] = [cut.at(-1), cut.at(-2)];
  const isOpen = last?.isTail === true;
  const isInPair = isOpen && beforeLast?.headTo !== undefined && beforeLast.to === last?.to;
  return { words: (isInPair ? cut.slice(0, -1) : cut).map(({ word }) => word), isOpen };
}
