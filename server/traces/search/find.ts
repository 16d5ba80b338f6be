import type { Term } from '../../database/wordIndex/document.ts';
import { ASCII, cutWords, fold, isEdge, partsOfNames, type Word } from './words.ts';

/** Where the first of some terms, none of them excluded, stands in a text, in its UTF-16 units; nothing where none does. */
export function findTerm(text: string, terms: Term[]): [from: number, to: number] | undefined {
  const wanted = terms.filter(({ words, isExcluded }) => words.length > 0 && !isExcluded);
  const find = ASCII.test(text) ? findInAscii : findInWords;
  const places = wanted.map((term) => find(text, term));
  return places.reduce<Place>(
    (first, place) => (place && (!first || place[0] < first[0]) ? place : first),
    undefined,
  );
}

/** Where the first of some signs that a text has stands in it. */
export function findSign(text: string, signs: string[]): [from: number, to: number] | undefined {
  const sign = signs.find((each) => each !== '' && text.includes(each));
  if (sign === undefined) return undefined;
  const at = text.indexOf(sign);
  return [at, at + sign.length];
}

type Place = [from: number, to: number] | undefined;

function findInAscii(text: string, { words: [word = '', ...more], isPrefix }: Term): Place {
  const lowered = text.toLowerCase();
  for (let at = lowered.indexOf(word); at >= 0; at = lowered.indexOf(word, at + 1)) {
    if (!isEdge(text, at)) continue;
    let to = at + word.length;
    const isHere = more.every((next) => {
      if (!isEdge(text, to)) return false;
      const gap = /^[^a-z0-9]*/.exec(lowered.slice(to, to + LONGEST_GAP))?.[0].length ?? 0;
      if (!lowered.startsWith(next, to + gap)) return false;
      to += gap + next.length;
      return true;
    });
    if (!isHere || !(isPrefix || isEdge(text, to))) continue;
    while (!isEdge(text, to)) to += 1;
    return [at, to];
  }
  return undefined;
}

const LONGEST_GAP = 1_000;

function findInWords(text: string, { words, isPrefix }: Term): Place {
  const seen: Word[] = [];
  for (const word of cutWords(text)) {
    seen.push(word);
    if (seen.length > words.length) seen.shift();
    const isHere =
      seen.length === words.length &&
      seen.every((each, index) => {
        const wanted = words[index] ?? '';
        const isLast = index === words.length - 1;
        return each.word === wanted || (isLast && isPrefix && each.word.startsWith(wanted));
      });
    const [first] = seen;
    if (isHere && first) return [first.from, endOf(word, words.at(-1) ?? '')];
    if (words.length === 1 && HUMPED.test(text.slice(word.from, word.to))) {
      const name = text.slice(word.from, word.to);
      const part = partsOfNames(name).find((each) =>
        isPrefix ? each.startsWith(words[0] ?? '') : each === words[0],
      );
      const at = part === undefined ? -1 : fold(name).indexOf(words[0] ?? '');
      if (at >= 0) return [word.from + at, word.from + at + (words[0] ?? '').length];
    }
  }
  return undefined;
}

const HUMPED = /[a-z0-9][A-Z]|[A-Z]{2}[a-z]/;

// Of a pair of characters, only the first may be meant.
function endOf({ word, to, headTo }: Word, wanted: string): number {
  return headTo !== undefined && word !== wanted && word.startsWith(wanted) ? headTo : to;
}
