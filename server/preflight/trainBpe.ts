import { setImmediate as breathe } from 'node:timers/promises';

/** A byte-level BPE vocabulary: the pairs that are merged, in order, and how many tokens a text is of. */
export type Bpe = { merges: [string, string][]; count: (text: string) => number };

// How GPT-2 cuts a text into words, from which Hugging Face's `ByteLevel` has it.
const WORDS = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
const BYTE_CHARACTERS = byteCharacters();
const encoder = new TextEncoder();
const MOST_WORDS = 200_000;

type Word = { count: number; tokens: number[] };
type Pair = { key: string; left: number; right: number; count: number; words: Set<number> };

/** Learns what Hugging Face's `BpeTrainer` learns with the alphabet of bytes: of the pairs that stand most often side by
 * side the one of the lowest ids is merged, until there are `size` tokens. */
export async function trainBpe(
  texts: AsyncIterable<string>,
  { size, specials }: { size: number; specials: readonly string[] },
): Promise<Bpe> {
  const words = await countWords(texts);
  const tokens = [...specials, ...[...BYTE_CHARACTERS].sort()];
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const list = [...words].map(
    ([word, count]): Word => ({
      count,
      tokens: [...inBytes(word)].map((one) => ids.get(one) ?? 0),
    }),
  );
  const counts = new Map<string, number>();
  let queue = new Map<string, Pair>();
  const waiting: Pair[] = [];
  const note = (pairs: Map<string, Pair>, [left, right]: [number, number], index: number) => {
    const key = `${left} ${right}`;
    const found = pairs.get(key) ?? { key, left, right, count: 0, words: new Set() };
    pairs.set(key, found);
    found.words.add(index);
  };
  for (const [index, { tokens: own, count }] of list.entries()) {
    for (const pair of pairsOf(own)) {
      counts.set(pair.join(' '), (counts.get(pair.join(' ')) ?? 0) + count);
      note(queue, pair, index);
    }
  }
  const merges: [string, string][] = [];
  const offer = () => {
    for (const pair of queue.values()) {
      const count = counts.get(pair.key) ?? 0;
      if (count > 0) waiting.push({ ...pair, count });
    }
    queue = new Map();
  };
  offer();
  while (tokens.length < size && waiting.length > 0) {
    const top = takeGreatest(waiting);
    const count = counts.get(top.key) ?? 0;
    if (top.count !== count) {
      waiting.push({ ...top, count });
      continue;
    }
    if (count < 1) break;
    const [left = '', right = ''] = [tokens[top.left], tokens[top.right]];
    const merged = ids.get(left + right) ?? tokens.push(left + right) - 1;
    ids.set(left + right, merged);
    merges.push([left, right]);
    for (const index of top.words) {
      const word = list[index];
      if (!word) continue;
      for (const [pair, change] of merge(word, top, merged)) {
        const key = pair.join(' ');
        counts.set(key, (counts.get(key) ?? 0) + change * word.count);
        if (change > 0) note(queue, pair, index);
      }
    }
    offer();
    await breathe();
  }
  const known = new Map(
    [...words.keys()].map((word, index) => [word, list[index]?.tokens.length ?? 0]),
  );
  return { merges, count: countTokens(merges, known) };
}

/** Counts by what was learned; a word that was not there is merged as those were, and remembered. */
function countTokens(merges: [string, string][], known: Map<string, number>) {
  const ranks = new Map(merges.map((pair, rank) => [pair.join(' '), rank]));
  return (text: string) => {
    let tokens = 0;
    for (const [word] of text.matchAll(WORDS)) {
      const count = known.get(word) ?? mergeAll(inBytes(word), ranks).length;
      if (known.size < MOST_WORDS) known.set(word, count);
      tokens += count;
    }
    return tokens;
  };
}

/** Merges the pair of the lowest rank, again and again, until a word has none. */
function mergeAll(characters: string, ranks: Map<string, number>): string[] {
  const parts = [...characters];
  for (;;) {
    const found = parts
      .slice(1)
      .map((right, index) => ranks.get(`${parts[index]} ${right}`) ?? ranks.size);
    const least = found.reduce((best, rank) => Math.min(best, rank), ranks.size);
    if (least === ranks.size) return parts;
    for (let index = found.indexOf(least); index >= 0; index = found.indexOf(least, index + 1)) {
      const [left, right] = [parts[index], parts[index + 1]];
      if (left === undefined || right === undefined || ranks.get(`${left} ${right}`) !== least)
        continue;
      parts.splice(index, 2, left + right);
      found.splice(index, 1);
    }
  }
}

async function countWords(texts: AsyncIterable<string>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const text of texts) {
    for (const [word] of text.matchAll(WORDS)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function inBytes(word: string): string {
  return Array.from(encoder.encode(word), (byte) => BYTE_CHARACTERS[byte]).join('');
}

function pairsOf(tokens: number[]): [number, number][] {
  return tokens.slice(1).map((right, index) => [tokens[index] ?? 0, right]);
}

/** Replaces a pair in a word from left to right; answers which pairs it has more and fewer of. */
function merge(
  word: Word,
  { left, right }: Pair,
  merged: number,
): [pair: [number, number], change: number][] {
  const { tokens } = word;
  const changes: [[number, number], number][] = [];
  for (let index = 0; index + 1 < tokens.length; index++) {
    if (tokens[index] !== left || tokens[index + 1] !== right) continue;
    const [before, after] = [tokens[index - 1], tokens[index + 2]];
    if (before !== undefined) changes.push([[before, left], -1], [[before, merged], 1]);
    tokens.splice(index, 2, merged);
    if (after !== undefined) changes.push([[right, after], -1], [[merged, after], 1]);
  }
  return changes;
}

/** Takes the pair that stands most often, of several the one of the lowest ids. */
function takeGreatest(pairs: Pair[]): Pair {
  let place = 0;
  for (const [index, pair] of pairs.entries()) {
    const best = pairs[place];
    if (best && isBefore(pair, best)) place = index;
  }
  const [taken] = pairs.splice(place, 1);
  if (!taken) throw new RangeError('There is no pair to take');
  return taken;
}

function isBefore(one: Pair, other: Pair): boolean {
  if (one.count !== other.count) return one.count > other.count;
  return one.left === other.left ? one.right < other.right : one.left < other.left;
}

/** The character that stands for each byte: its own where that is printed, else one from 256 on. */
function byteCharacters(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrinted =
      (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
    return String.fromCodePoint(isPrinted ? byte : next++);
  });
}
