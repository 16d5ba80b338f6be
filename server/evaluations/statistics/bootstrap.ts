import { setImmediate } from 'node:timers/promises';
import { createGiveWay } from '../../giveWay.ts';
import { drawBinomial } from './drawBinomial.ts';
import type { Bounds } from './interval.ts';
import { seededRandom } from './random.ts';
import { countRows } from './rowGroups.ts';

const DRAWS = 10_000;
const DRAWS_AT_ONCE = 100;
const SEED = 20_241_101;

/** The bounds between which 95 of 100 means lie when as many rows are drawn from the rows with putting back: the percentile
 * bootstrap, 10,000 draws, the same each time. Rows of one value are drawn together, by the law of how many of them come:
 * a million rows cost as many draws as there are values. Efron, B. (1979), Ann. Statist. 7. */
export async function bootstrapMean<Group extends { rows: number }>(
  groups: Group[],
  measure: (group: Group) => number,
): Promise<Bounds> {
  const alike = [...Map.groupBy(groups, measure)]
    .map(([value, group]) => ({ value, rows: countRows(group) }))
    // In whatever order the rows were found, the draws are the same.
    .sort((a, b) => a.value - b.value);
  const total = countRows(alike);
  const random = seededRandom(SEED);
  // Many of them may follow one another, each too short to give way by itself.
  await setImmediate();
  const giveWay = createGiveWay();
  const means = new Float64Array(DRAWS);
  for (let draw = 0; draw < DRAWS; draw++) {
    if (draw % DRAWS_AT_ONCE === 0) await giveWay();
    means[draw] = drawMean(alike, total, random);
  }
  means.sort();
  return { low: percentile(means, 0.025), high: percentile(means, 0.975) };
}

function drawMean(
  alike: { value: number; rows: number }[],
  total: number,
  random: () => number,
): number {
  let [left, among, sum] = [total, total, 0];
  for (const { value, rows } of alike) {
    const drawn = drawBinomial(left, rows / among, random);
    sum += drawn * value;
    left -= drawn;
    among -= rows;
  }
  return sum / total;
}

/** A percentile of sorted values, interpolated between neighbours. */
function percentile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low = 0, high = low] = sorted.slice(below, below + 2);
  return low + (high - low) * (place - below);
}
