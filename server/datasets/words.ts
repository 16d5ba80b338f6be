/** A hash for each word of a text in its order: letters and digits, whatever their case and form. In scripts that put no
 * space between words each character is one. */
export function hashWords(text: string): number[] {
  const hashes: number[] = [];
  const folded = ASCII.test(text) ? text : text.normalize('NFKC').toLowerCase();
  let hash = BASIS;
  const end = () => {
    if (hash !== BASIS) hashes.push(hash >>> 0);
    hash = BASIS;
  };
  for (let index = 0; index < folded.length; index++) {
    let code = folded.charCodeAt(index);
    if (code >= HIGH_SURROGATES && code < LOW_SURROGATES) {
      code = folded.codePointAt(index) ?? code;
      index += 1;
    }
    if (code >= UPPER_A && code <= UPPER_Z) code += LOWER_A - UPPER_A;
    const kind = kindOf(code);
    if (kind !== INSIDE) end();
    if (kind !== OUTSIDE) hash = Math.imul(hash ^ code, PRIME);
    if (kind === ALONE) end();
  }
  end();
  return hashes;
}

/** A hash for each run of so many words; of fewer words one for all of them, of none none. */
export function hashGrams(words: number[], size: number): Uint32Array {
  if (words.length === 0) return new Uint32Array();
  const grams = new Uint32Array(Math.max(1, words.length - size + 1));
  for (let start = 0; start < grams.length; start++) {
    let hash = BASIS;
    const end = Math.min(start + size, words.length);
    for (let index = start; index < end; index++) {
      hash = Math.imul(hash ^ (words[index] ?? 0), PRIME);
      hash ^= hash >>> 15;
    }
    grams[start] = mix(hash);
  }
  return grams;
}

/** Spreads a number over all bits: the finalizer of MurmurHash3. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

// FNV-1a.
const BASIS = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

const ASCII = /^[\0-\x7f]*$/;
const [UPPER_A, UPPER_Z, LOWER_A] = [0x41, 0x5a, 0x61];
const [HIGH_SURROGATES, LOW_SURROGATES] = [0xd800, 0xdc00];

const [UNKNOWN, OUTSIDE, INSIDE, ALONE] = [0, 1, 2, 3];
const KINDS = new Uint8Array(0x110000);
const IN_WORD = /[\p{L}\p{M}\p{N}]/u;
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a character is outside of words, inside one, or one by itself. */
function kindOf(code: number): number {
  const known = KINDS[code] ?? OUTSIDE;
  if (known !== UNKNOWN) return known;
  const character = String.fromCodePoint(code);
  const isAlone = WITHOUT_SPACES.test(character);
  const kind = isAlone ? ALONE : IN_WORD.test(character) ? INSIDE : OUTSIDE;
  KINDS[code] = kind;
  return kind;
}
