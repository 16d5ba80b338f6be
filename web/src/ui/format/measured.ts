/** A measured value, as precise as a reader needs: whole numbers as they are, others in five figures,
 * or in as many as stand before the point. */
export function metricText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e15)
    return value
      .toExponential(FIGURES - 1)
      .replace(/\.?0*e/, 'e')
      .replace('e+', 'e');
  const before = String(Math.trunc(size)).length;
  return String(Number(value.toPrecision(Math.max(FIGURES, before))));
}

const FIGURES = 5;
