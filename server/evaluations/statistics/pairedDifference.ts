import { binomialTest } from './binomialTest.ts';
import { bootstrapMean } from './bootstrap.ts';
import { clusterError } from './clusterError.ts';
import { type Estimate, normal, Z } from './interval.ts';
import { countRows, meanOver, type RowGroup } from './rowGroups.ts';

/** Rows that did alike on both sides. */
export type PairGroup = { rows: number; base: Side; other: Side };

type Side = Omit<RowGroup, 'rows'>;

/** How two sides differ on the same rows. */
export type PairedDifference = {
  /** The other's mean over rows less the base's. */
  difference: Estimate;
  /** Whether it is not chance: its bounds leave out zero. */
  isTold: boolean;
  test: PairedTest;
  /** Half the width of the 95 % interval: lesser differences can't be told on these rows. */
  visibleDifference: number;
};

export type PairedTest = {
  kind: 'MCNEMAR' | 'SIGN';
  /** Rows on which the other did better, worse, and the same. */
  better: number;
  worse: number;
  equal: number;
  /** How likely the rows fall that far apart where neither side is better. */
  pValue: number;
};

/** The difference over rows with samples on both sides; null where there are none. Its interval is the bootstrap's over rows. */
export async function pairedDifference(groups: PairGroup[]): Promise<PairedDifference | null> {
  const pairs = pairedRows(groups);
  const rows = countRows(pairs);
  if (rows === 0) return null;
  const value = meanOver(pairs, differenceOf);
  const error = clusterError(pairs, differenceOf);
  const bounds = error
    ? await bootstrapMean(pairs, differenceOf)
    : normal(value, unseen(rows) / Z, LIMITS);
  return {
    difference: { value, ...bounds, method: error ? 'BOOTSTRAP' : 'WILSON' },
    isTold: bounds.low > 0 || bounds.high < 0,
    test: pairedTest(pairs),
    visibleDifference: error ? Math.min(1, Z * error) : unseen(rows),
  };
}

/** The exact test of whether one side is better on more rows than the other. */
export function pairedTest(groups: PairGroup[]): PairedTest {
  const pairs = pairedRows(groups);
  const count = (sign: number) =>
    countRows(pairs.filter((pair) => Math.sign(differenceOf(pair)) === sign));
  const [better, worse, equal] = [count(1), count(-1), count(0)];
  const isSingle = pairs.every(({ base, other }) => base.samples === 1 && other.samples === 1);
  return {
    kind: isSingle ? 'MCNEMAR' : 'SIGN',
    better,
    worse,
    equal,
    pValue: binomialTest(better, worse),
  };
}

const LIMITS = { least: -1, most: 1 };

/** The share of other rows that may do otherwise where all of these did the same: Wilson's upper bound of none. */
function unseen(rows: number): number {
  return Z ** 2 / (rows + Z ** 2);
}

function pairedRows(groups: PairGroup[]): PairGroup[] {
  return groups.filter(
    ({ rows, base, other }) => rows > 0 && base.samples > 0 && other.samples > 0,
  );
}

export function differenceOf({ base, other }: Omit<PairGroup, 'rows'>): number {
  return other.correct / other.samples - base.correct / base.samples;
}
