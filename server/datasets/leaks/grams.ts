import type { createGiveWay } from '../../giveWay.ts';
import { hashGrams, hashWords } from '../words.ts';

const GRAM = 8;

/** In how many questions a run of words stands at most, before it is taken for a phrase that says nothing of one. */
const MOST_QUESTIONS = 50;

// What is held of so many, at 12 bytes each, bounds the memory; of more, each second one is held, and so on.
const MOST_HELD = 4_000_000;

/** The different 8-grams of words of a question, as hashes; none where it has fewer words. */
export function gramsOf(question: string): Uint32Array {
  const words = hashWords(question);
  return words.length < GRAM ? new Uint32Array() : unique(hashGrams(words, GRAM));
}

/** Which questions hold an 8-gram. Questions are numbered from 0 in the order in which they are added. */
export function createGramIndex() {
  let hashes = new Uint32Array(1024);
  let owners = new Int32Array(1024);
  let [length, questions, mask] = [0, 0, 0];

  const grow = () => {
    const [before, ownersBefore] = [hashes, owners];
    hashes = new Uint32Array(before.length * 2);
    owners = new Int32Array(before.length * 2);
    hashes.set(before);
    owners.set(ownersBefore);
  };
  const thinOut = () => {
    mask = mask * 2 + 1;
    let kept = 0;
    for (let index = 0; index < length; index++) {
      const hash = hashes[index] ?? 0;
      if ((hash & mask) !== 0) continue;
      hashes[kept] = hash;
      owners[kept] = owners[index] ?? 0;
      kept += 1;
    }
    length = kept;
  };

  return {
    add(grams: Uint32Array): void {
      for (const hash of grams) {
        if ((hash & mask) !== 0) continue;
        if (length === MOST_HELD) thinOut();
        if (length === hashes.length) grow();
        hashes[length] = hash;
        owners[length] = questions;
        length += 1;
      }
      questions += 1;
    },
    close: (giveWay: GiveWay) => closeIndex({ hashes, owners, length, questions, mask }, giveWay),
  };
}

type GiveWay = ReturnType<typeof createGiveWay>;

type Held = {
  hashes: Uint32Array;
  owners: Int32Array;
  length: number;
  questions: number;
  mask: number;
};

// How many are looked at before it is asked whether it is time to give way.
const AT_ONCE = 0x10000;

/** The index of all that was added, by which questions are found. */
async function closeIndex({ hashes, owners, length, questions, mask }: Held, giveWay: GiveWay) {
  // A power of two, so that the lowest bits of a hash are its slot. Those of the mask are 0 in all that is held.
  const shift = 32 - Math.clz32(mask);
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2, length)));
  const slotOf = (hash: number) => (hash >>> shift) & (slots - 1);
  const ends = new Int32Array(slots + 1);
  for (let index = 0; index < length; index++) {
    if (index % AT_ONCE === 0) await giveWay();
    const slot = slotOf(hashes[index] ?? 0);
    ends[slot] = (ends[slot] ?? 0) + 1;
  }
  for (let slot = 1; slot <= slots; slot++) ends[slot] = (ends[slot] ?? 0) + (ends[slot - 1] ?? 0);
  const order = new Int32Array(length);
  for (let index = length - 1; index >= 0; index--) {
    if (index % AT_ONCE === 0) await giveWay();
    const slot = slotOf(hashes[index] ?? 0);
    const place = (ends[slot] ?? 0) - 1;
    ends[slot] = place;
    order[place] = index;
  }
  const found: number[] = [];
  /** The questions that hold an 8-gram; null where it says nothing of one. The answer holds until the next. */
  const ownersOf = (hash: number): readonly number[] | null => {
    found.length = 0;
    if ((hash & mask) !== 0) return null;
    const slot = slotOf(hash);
    for (let place = ends[slot] ?? 0; place < (ends[slot + 1] ?? length); place++) {
      const index = order[place] ?? 0;
      if (hashes[index] !== hash) continue;
      if (found.length === MOST_QUESTIONS) return null;
      found.push(owners[index] ?? 0);
    }
    return found;
  };
  return {
    questions,
    ownersOf,
    /** How many 8-grams of each question say something of it. */
    async countOfEach(): Promise<Int32Array> {
      const counts = new Int32Array(questions);
      for (let index = 0; index < length; index++) {
        if (index % AT_ONCE === 0) await giveWay();
        if (!ownersOf(hashes[index] ?? 0)) continue;
        const owner = owners[index] ?? 0;
        counts[owner] = (counts[owner] ?? 0) + 1;
      }
      return counts;
    },
  };
}

export type GramIndex = Awaited<ReturnType<typeof closeIndex>>;

function unique(values: Uint32Array): Uint32Array {
  const sorted = values.sort();
  return sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
}
