/** A measured value, as precise as a reader needs: five figures, or a power of ten. */
export function valueText(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e6) return value.toExponential(3).replace('e+', 'e');
  return Number(value.toPrecision(5)).toString();
}
