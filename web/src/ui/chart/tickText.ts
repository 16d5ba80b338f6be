/** A place on an axis: as it is, or as a power of ten where that is shorter. */
export function tickText(value: number): string {
  // What is beyond these figures comes of adding up the steps between ticks.
  const tick = Number(value.toPrecision(12));
  const size = Math.abs(tick);
  const plain = String(tick);
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return plain;
  const power = tick.toExponential().replace('e+', 'e');
  return power.length < plain.length ? power : plain;
}
