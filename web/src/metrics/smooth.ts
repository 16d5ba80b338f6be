/** The exponential moving average of a series, in which a past value counts `weight` times as much as
 * the one after it; 0 to below 1. The beginning is not drawn towards zero (bias correction as in Adam,
 * https://arxiv.org/abs/1412.6980, section 3). Gaps stay gaps. */
export function smooth(values: (number | null)[], weight: number): (number | null)[] {
  if (weight <= 0) return values;
  let average = 0;
  let share = 1;
  return values.map((value) => {
    if (value === null) return null;
    average = average * weight + value * (1 - weight);
    share *= weight;
    return average / (1 - share);
  });
}
