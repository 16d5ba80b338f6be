/** A number with what it counts: `1 row`, `2 rows`. */
export function countRows(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
