/** A value at a step; null with a text when it is not a finite number. */
export type Point = { step: number; value: number | null; text: string | null };

/** About `maxPoints` of a series: of each stretch the first, last, least and greatest, and one that is no number. */
export function thin(points: Point[], maxPoints: number): Point[] {
  if (points.length <= maxPoints) return points;
  const stretches = Math.max(1, Math.floor(maxPoints / 4));
  const kept: Point[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const start = Math.floor((stretch * points.length) / stretches);
    const end = Math.floor(((stretch + 1) * points.length) / stretches);
    kept.push(...landmarks(points, start, end));
  }
  return kept;
}

function landmarks(points: Point[], start: number, end: number): Point[] {
  const places = new Set([start, end - 1]);
  let [least, greatest, odd] = [-1, -1, -1];
  for (let index = start; index < end; index++) {
    const value = points[index]?.value ?? null;
    if (value === null) {
      odd = index;
      continue;
    }
    if (least < 0 || value < (points[least]?.value ?? value)) least = index;
    if (greatest < 0 || value > (points[greatest]?.value ?? value)) greatest = index;
  }
  for (const place of [least, greatest, odd]) if (place >= 0) places.add(place);
  return [...places].sort((a, b) => a - b).flatMap((index) => points[index] ?? []);
}
