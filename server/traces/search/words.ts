/** A word as it is indexed, and where it stands in its text, in UTF-16 units. */
export type Word = {
  word: string;
  from: number;
  to: number;
  /** Where the first of the two characters ends that make this word; nothing for a word of any length. */
  headTo?: number;
  /** Whether it is the last character of a run without spaces, which the pair before it ends with too. */
  isTail?: boolean;
};

/** The words of a text in their order, folded: in lower case and without accents. Writing without spaces between words
 * gives each pair of neighbouring characters, and the last character; a symbol is a word, ASCII's own aside. */
export function* cutWords(text: string): Generator<Word> {
  for (const match of text.matchAll(RUN)) {
    const from = match.index;
    const [run] = match;
    if (SPACELESS.test(run)) yield* cutRun(run, from);
    else yield* cutLong(fold(run), { from, to: from + run.length });
  }
}

/** The same words as `cutWords` gives, without their places. */
export function wordsOf(text: string): string[] {
  if (!ASCII.test(text)) return Array.from(cutWords(text), ({ word }) => word);
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.some(({ length }) => length > LONGEST) ? words.flatMap(pieces) : words;
}

/** A word in lower case, without accents, in one way to write it: `Übung`, `UBUNG` and `ubung` are one. */
export function fold(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  return word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .toLowerCase()
    .replace(/[ßςøđłæœı]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[^\p{L}\p{N}\p{M}\p{S}]+/gu, '')
    .normalize('NFC');
}

/** What is joined in the names that code has, such as `get`, `user`, `getuser` and `username` of `getUserName`. */
export function partsOfNames(text: string): string[] {
  return (text.match(NAME) ?? []).flatMap((name) => {
    const parts = name.split(HUMP).map((part) => part.toLowerCase());
    if (parts.length < 2 || parts.length > MOST_PARTS) return [];
    return parts.flatMap((_, from) =>
      parts
        .slice(from)
        .map((_, length) => parts.slice(from, from + length + 1).join(''))
        .filter((run) => run.length < name.length),
    );
  });
}

/** Whether a word of ASCII may begin at a place, or end before it: between other characters, or where a name is joined. */
export function isEdge(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)];
  if (!WORD_CHARACTER.test(before) || !WORD_CHARACTER.test(after)) return true;
  if (!/[A-Z]/.test(after)) return false;
  return /[a-z0-9]/.test(before) || (/[A-Z]/.test(before) && /[a-z]/.test(text.charAt(at + 1)));
}

/** The signs of ASCII that a text has: no words, but found where nothing else is asked for. */
export function signsOf(text: string): string[] {
  return [...new Set(text.match(SIGN) ?? [])];
}

export const ASCII = /^[\0-\x7f]*$/;

const SPACELESS_SCRIPTS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー\uff70';
// Characters of a script without spaces, with their marks; letters and digits of others; a symbol.
const RUN = new RegExp(
  `(?:[${SPACELESS_SCRIPTS}]\\p{M}*)+|(?:(?![${SPACELESS_SCRIPTS}])[\\p{L}\\p{N}]\\p{M}*)+|(?![$+<=>^\`|~])\\p{S}`,
  'gu',
);
const SPACELESS = new RegExp(`^[${SPACELESS_SCRIPTS}]`, 'u');
const CHARACTER = /\P{M}\p{M}*/gu;
const WORD_CHARACTER = /[a-z0-9]/i;
const SIGN = /[!-/:-@[-`{-~]/g;
const NAME = /[A-Za-z0-9]*[a-z0-9][A-Z][A-Za-z0-9]*|[A-Z]{2,}[a-z][A-Za-z0-9]*/g;
const HUMP = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
const MOST_PARTS = 8;
const LONGEST = 64;
const PLAIN: Record<string, string> = {
  ß: 'ss',
  ς: 'σ',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

function* cutRun(run: string, start: number): Generator<Word> {
  const characters = run.match(CHARACTER) ?? [];
  let from = start;
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    const headTo = from + character.length;
    if (next === undefined) yield { word: fold(character), from, to: headTo, headTo, isTail: true };
    else yield { word: fold(character + next), from, to: headTo + next.length, headTo };
    from = headTo;
  }
}

function* cutLong(word: string, place: { from: number; to: number }): Generator<Word> {
  if (word === '') return;
  if (word.length <= LONGEST) yield { word, ...place };
  else for (const piece of pieces(word)) yield { word: piece, ...place };
}

/** A word that is too long to be one, in pieces that follow each other. */
function pieces(word: string): string[] {
  return word.length <= LONGEST ? [word] : (word.match(PIECE) ?? []);
}

const PIECE = new RegExp(`.{1,${LONGEST}}`, 'gsu');
