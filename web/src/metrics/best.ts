import { measureOf } from './group.ts';
import type { Series } from './series.ts';

/** A value and the step that it was measured at. */
export type Best = { step: number; value: number };

// Of other metrics nobody knows which way is better.
const BETTER: Record<string, (one: number, other: number) => boolean> = {
  loss: (one, other) => one < other,
  accuracy: (one, other) => one > other,
};

/** The best value of a series and its first step, as it was measured; null where none was, or no way is the better one. */
export function bestOf({
  name,
  steps,
  values,
}: Pick<Series, 'name' | 'steps' | 'values'>): Best | null {
  const isBetter = BETTER[measureOf(name)];
  if (!isBetter) return null;
  let best: Best | null = null;
  for (const [place, value] of values.entries()) {
    if (value !== null && (best === null || isBetter(value, best.value)))
      best = { step: steps[place] ?? 0, value };
  }
  return best;
}

/** The places of the best among several of one metric; none where there is nothing to choose from. */
export function bestPlaces(name: string, all: (Best | null)[]): number[] {
  const isBetter = BETTER[measureOf(name)];
  const found = all.filter((one) => one !== null);
  if (!isBetter || found.length < 2) return [];
  const [first, ...others] = found;
  const top = others.reduce(
    (best, { value }) => (isBetter(value, best) ? value : best),
    first?.value ?? 0,
  );
  return all.flatMap((one, place) => (one?.value === top ? place : []));
}
