import { graphql } from '../graphql/generated/gql.ts';
import type { MetricColumnsFragment } from '../graphql/generated/graphql.ts';

graphql(`
  fragment MetricColumns on MetricSeries {
    name
    count
    replacedCount
    steps
    values
    texts
  }
`);

/** One metric over the steps of a run, in columns: `texts` says what a value is that is no finite number. */
export type Series = MetricColumnsFragment;

/** A value that a run measured. */
export type SeriesPoint = { name: string; step: number; value: number | null; text: string | null };

const KEPT_POINTS = 10_000;

/** Puts points into their series in place, in the order of steps; of two at one step the later counts. */
export function addPoints(
  all: Map<string, Series>,
  points: SeriesPoint[],
  kept = KEPT_POINTS,
): void {
  for (const { name, step, value, text } of points) {
    const series = all.get(name) ?? emptySeries(name);
    all.set(name, series);
    const place = placeOf(series.steps, step);
    const isNew = series.steps[place] !== step;
    if (isNew) series.count += 1;
    else series.replacedCount += 1;
    series.steps.splice(place, isNew ? 0 : 1, step);
    series.values.splice(place, isNew ? 0 : 1, value);
    series.texts.splice(place, isNew ? 0 : 1, text);
    if (series.steps.length > kept * 2) thin(series, kept);
  }
}

/** A metric of which nothing is measured. */
export function emptySeries(name: string): Series {
  return { name, count: 0, replacedCount: 0, steps: [], values: [], texts: [] };
}

function placeOf(steps: number[], step: number): number {
  let [low, high] = [0, steps.length];
  if (high > 0 && (steps[high - 1] ?? 0) < step) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle] ?? 0) < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Of every stretch the least and the greatest stay, and one that is no number, so that no peak is lost.
function thin(series: Series, kept: number): void {
  const { steps, values, texts } = series;
  const stretches = Math.max(1, Math.floor(kept / 2));
  const places: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const start = Math.floor((stretch * steps.length) / stretches);
    const end = Math.floor(((stretch + 1) * steps.length) / stretches);
    places.push(...landmarks(values, start, end));
  }
  series.steps = places.map((place) => steps[place] ?? 0);
  series.values = places.map((place) => values[place] ?? null);
  series.texts = places.map((place) => texts[place] ?? null);
}

function landmarks(values: (number | null)[], start: number, end: number): Set<number> {
  let [least, greatest, odd] = [-1, -1, -1];
  for (let index = start; index < end; index++) {
    const value = values[index] ?? null;
    if (value === null) odd = index;
    else {
      if (least < 0 || value < (values[least] ?? 0)) least = index;
      if (greatest < 0 || value > (values[greatest] ?? 0)) greatest = index;
    }
  }
  return new Set([least, greatest, odd].filter((place) => place >= 0).sort((a, b) => a - b));
}

/** A series with more points where a part of it was read again; what came after that part stays. */
export function withPart(series: Series, part: Series): Series {
  const [first, last] = [part.steps[0], part.steps.at(-1)];
  if (first === undefined || last === undefined) return series;
  const start = placeOf(series.steps, first);
  const end = placeOf(series.steps, last + 1);
  return {
    ...series,
    steps: series.steps.toSpliced(start, end - start, ...part.steps),
    values: series.values.toSpliced(start, end - start, ...part.values),
    texts: series.texts.toSpliced(start, end - start, ...part.texts),
  };
}
