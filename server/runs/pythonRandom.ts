import { createHash } from 'node:crypto';

// The Mersenne Twister MT19937 of M. Matsumoto and T. Nishimura (1998), which Python's `random` is made of.
const SIZE = 624;
const SHIFT = 397;

/** Shuffles a list in place as Python's `random.Random(seed).shuffle` does, with a text for a seed. */
export function shuffleAsPython<Item>(items: Item[], seed: string): void {
  const next = createTwister(keyOf(seed));
  for (let index = items.length - 1; index > 0; index--) {
    const other = below(index + 1, next);
    const [one, two] = [items[index], items[other]] as [Item, Item];
    items[index] = two;
    items[other] = one;
  }
}

/** Python draws as many bits as the limit has, until they make less than it. */
function below(limit: number, next: () => number): number {
  const unused = Math.clz32(limit);
  for (;;) {
    const drawn = next() >>> unused;
    if (drawn < limit) return drawn;
  }
}

/** The text and its SHA-512, end to end, as one number in words of 32 bits from the lowest. */
function keyOf(seed: string): Uint32Array {
  const text = Buffer.from(seed);
  const bytes = Buffer.concat([text, createHash('sha512').update(text).digest()]).reverse();
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  return Uint32Array.from({ length: padded.length / 4 }, (_, index) =>
    padded.readUInt32LE(index * 4),
  );
}

function createTwister(key: Uint32Array): () => number {
  const state = new Uint32Array(SIZE);
  const at = (index: number) => state[index] ?? 0;
  const mix = (before: number, factor: number) => Math.imul(before ^ (before >>> 30), factor);
  state[0] = 19_650_218;
  for (let i = 1; i < SIZE; i++) state[i] = mix(at(i - 1), 1_812_433_253) + i;
  let [i, j] = [1, 0];
  const advance = () => {
    i += 1;
    if (i < SIZE) return;
    state[0] = at(SIZE - 1);
    i = 1;
  };
  for (let step = Math.max(SIZE, key.length); step > 0; step--) {
    state[i] = (at(i) ^ mix(at(i - 1), 1_664_525)) + (key[j] ?? 0) + j;
    j = (j + 1) % key.length;
    advance();
  }
  for (let step = SIZE - 1; step > 0; step--) {
    state[i] = (at(i) ^ mix(at(i - 1), 1_566_083_941)) - i;
    advance();
  }
  state[0] = 0x8000_0000;
  let position = SIZE;
  return () => {
    if (position === SIZE) {
      for (let k = 0; k < SIZE; k++) {
        const bits = (at(k) & 0x8000_0000) | (at((k + 1) % SIZE) & 0x7fff_ffff);
        state[k] = at((k + SHIFT) % SIZE) ^ (bits >>> 1) ^ (bits & 1 ? 0x9908_b0df : 0);
      }
      position = 0;
    }
    let drawn = at(position);
    position += 1;
    drawn ^= drawn >>> 11;
    drawn ^= (drawn << 7) & 0x9d2c_5680;
    drawn ^= (drawn << 15) & 0xefc6_0000;
    return (drawn ^ (drawn >>> 18)) >>> 0;
  };
}
