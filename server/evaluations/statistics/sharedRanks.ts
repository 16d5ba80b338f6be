/** The rank of each of several: one more than there are others that are told to be better. So those that can't be told apart
 * from the best are first together. */
export function sharedRanks(
  count: number,
  isBetter: (one: number, other: number) => boolean,
): number[] {
  const places = [...Array(count).keys()];
  return places.map((place) => 1 + places.filter((other) => isBetter(other, place)).length);
}
