/**
 * A number in the 17 digits that tell every double from its neighbours. Fewer may stand for it too, but
 * SQLite, which does not round exactly, reads the neighbour from one in some thousand of those.
 */
export function digitsOf(value: number): string {
  return value.toPrecision(17);
}
