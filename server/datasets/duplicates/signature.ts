import { hashGrams, hashWords, mix } from '../words.ts';

const GRAM = 5;

/** How many numbers a signature has: of two rows, the share that is equal estimates the share of their 5-grams that both
 * have among all that either has, give or take 3 in a hundred. */
export const SIGNATURE_SIZE = 256;

/** The MinHash of a text's 5-grams of words. One hash is taken of each, its first bits choose a bin, which keeps the
 * least; an empty bin takes the value of one that it draws (one-permutation hashing with optimal densification,
 * Shrivastava 2017). Writes into `signature` from `at` on. */
export function writeSignature(text: string, signature: Uint16Array, at: number): void {
  const least = new Uint32Array(SIGNATURE_SIZE).fill(EMPTY);
  for (const gram of hashGrams(hashWords(text), GRAM)) {
    const bin = gram >>> BIN_SHIFT;
    const rest = gram & REST;
    if (rest < (least[bin] ?? 0)) least[bin] = rest;
  }
  const isBlank = least.every((value) => value === EMPTY);
  for (let bin = 0; bin < SIGNATURE_SIZE; bin++) {
    let source = bin;
    for (let draw = 1; !isBlank && least[source] === EMPTY; draw++) {
      source = mix(bin * DRAWS + draw) % SIGNATURE_SIZE;
    }
    signature[at + bin] = mix(least[source] ?? 0) & 0xffff;
  }
}

const BIN_SHIFT = 24;
const REST = 0xffffff;
const EMPTY = 0xffffffff;
const DRAWS = 0x10000;

/** The share of two rows' signatures that is equal. */
export function similarityOf(signatures: Uint16Array, one: number, other: number): number {
  let equal = 0;
  const [from, to] = [one * SIGNATURE_SIZE, other * SIGNATURE_SIZE];
  for (let index = 0; index < SIGNATURE_SIZE; index++) {
    if (signatures[from + index] === signatures[to + index]) equal += 1;
  }
  return equal / SIGNATURE_SIZE;
}
