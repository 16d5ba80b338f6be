/** Numbers from 0 up to 1, the same for the same seed: xoshiro128**, seeded by splitmix32. Blackman, D. and Vigna, S. (2021),
 * ACM TOMS 47. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  const [a0, b0, c0, d0] = [scramble(), scramble(), scramble(), scramble()];
  let [a, b, c, d] = [a0, b0, c0, d0];
  return () => {
    // 53 bits, as many as a number holds.
    const [high, low] = [next() >>> 5, next() >>> 6];
    return (high * 2 ** 26 + low) / 2 ** 53;
  };

  function next(): number {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result >>> 0;
  }

  function scramble(): number {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
