/** How many of `trials` succeed where each does with a chance. Few expected successes are counted by inversion; many by
 * transformed rejection. Hörmann, W. (1993), J. Stat. Comput. Simul. 46, algorithm BTRS. */
export function drawBinomial(trials: number, chance: number, random: () => number): number {
  if (trials === 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  if (chance > 0.5) return trials - drawBinomial(trials, 1 - chance, random);
  return trials * chance < LEAST_FOR_REJECTION
    ? invert(trials, chance, random)
    : reject(trials, chance, random);
}

const LEAST_FOR_REJECTION = 10;

function invert(trials: number, chance: number, random: () => number): number {
  const odds = chance / (1 - chance);
  let probability = (1 - chance) ** trials;
  let left = random();
  for (let successes = 0; successes < trials; successes++) {
    if (left < probability) return successes;
    left -= probability;
    probability *= (odds * (trials - successes)) / (successes + 1);
  }
  return trials;
}

function reject(trials: number, chance: number, random: () => number): number {
  const spread = Math.sqrt(trials * chance * (1 - chance));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * chance;
  const center = trials * chance + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const odds = chance / (1 - chance);
  const mode = Math.floor((trials + 1) * chance);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const distance = 0.5 - Math.abs(u);
    const successes = Math.floor(((2 * a) / distance + b) * u + center);
    if (successes < 0 || successes > trials) continue;
    if (distance >= 0.07 && v <= squeeze) return successes;
    const height = Math.log((v * alpha) / (a / distance ** 2 + b));
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (trials - mode + 1))) +
      (trials + 1) * Math.log((trials - mode + 1) / (trials - successes + 1)) +
      (successes + 0.5) * Math.log((odds * (trials - successes + 1)) / (successes + 1)) +
      correction(mode) +
      correction(trials - mode) -
      correction(successes) -
      correction(trials - successes);
    if (height <= bound) return successes;
  }
}

/** The remainder of Stirling's formula for the logarithm of a factorial. */
function correction(count: number): number {
  const next = count + 1;
  const square = next ** 2;
  return count < SMALL_CORRECTIONS.length
    ? (SMALL_CORRECTIONS[count] ?? 0)
    : (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / next;
}

const SMALL_CORRECTIONS = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509,
  0.0166446911898211, 0.0138761288230707, 0.0118967099458917, 0.010411265261972,
  0.00925546218271273, 0.00833056343336287,
];
