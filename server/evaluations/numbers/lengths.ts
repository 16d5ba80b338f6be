import type { OutcomeSum } from '../sumRows.ts';
import type { Lengths } from './numbers.ts';

/** How long samples are: all, the correct and the wrong ones. */
export function measureLengths(sums: OutcomeSum[]): { tokens: Lengths; characters: Lengths } {
  return { tokens: lengthsIn(sums, 'tokens'), characters: lengthsIn(sums, 'characters') };
}

function lengthsIn(sums: OutcomeSum[], unit: 'tokens' | 'characters'): Lengths {
  const meanOf = (isMeant: (sum: OutcomeSum) => boolean) => {
    const meant = sums.filter(isMeant);
    const samples = meant.reduce((total, sum) => total + sum.samples, 0);
    return samples === 0 ? null : meant.reduce((total, sum) => total + sum[unit], 0) / samples;
  };
  return {
    all: meanOf(() => true),
    correct: meanOf(({ outcome }) => outcome === 'CORRECT'),
    wrong: meanOf(({ outcome }) => outcome === 'WRONG'),
  };
}
