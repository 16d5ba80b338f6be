import type { Series } from './series.ts';

/** The exponential moving average of a series, in which a past value counts `weight` times as much as one that
 * is a usual distance after it, in steps, so that one that was thinned lags no more than it did. 0 to below 1. The
 * beginning is not drawn towards zero (bias correction as in Adam, https://arxiv.org/abs/1412.6980, section 3).
 * Gaps stay gaps. */
export function smooth(
  { steps, values, count }: Pick<Series, 'steps' | 'values' | 'count'>,
  weight: number,
): (number | null)[] {
  if (weight <= 0) return values;
  const usual = ((steps.at(-1) ?? 0) - (steps[0] ?? 0)) / Math.max(1, count - 1) || 1;
  let average = 0;
  let share = 1;
  let last: number | undefined;
  return values.map((value, index) => {
    if (value === null) return null;
    const step = steps[index] ?? 0;
    const kept = weight ** ((step - (last ?? step - usual)) / usual);
    last = step;
    average = average * kept + value * (1 - kept);
    share *= kept;
    return average / (1 - share);
  });
}
