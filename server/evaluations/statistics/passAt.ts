/** The chance that at least one of `tries` samples, drawn from a row's without putting back, is correct:
 * 1 - C(n - c, j) / C(n, j). Chen, M. et al. (2021), arXiv 2107.03374. */
export function passAt(tries: number, { samples, correct }: { samples: number; correct: number }) {
  if (samples - correct < tries) return 1;
  let missed = 1;
  for (let drawn = 0; drawn < tries; drawn++)
    missed *= (samples - correct - drawn) / (samples - drawn);
  return 1 - missed;
}

/** 1, 2, 4, … up to a number, and the number itself. */
export function triesUpTo(samples: number): number[] {
  const tries: number[] = [];
  for (let next = 1; next < samples; next *= 2) tries.push(next);
  return samples > 0 ? [...tries, samples] : [];
}
