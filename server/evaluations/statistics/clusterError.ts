import { areAlike, countRows, meanOver } from './rowGroups.ts';

/** The standard error of a mean over rows, each of which is one observation however many samples it has: the standard
 * deviation of the rows' values by the square root of their number. Null for fewer than two. Miller, E. (2024),
 * arXiv 2411.00640, section 2.2, with the correction G/(G - 1) for few clusters. */
export function clusterError<Group extends { rows: number }>(
  groups: Group[],
  measure: (group: Group) => number,
): number | null {
  const rows = countRows(groups);
  if (rows < 2) return null;
  // A mean of equal values is not always one of them to its last digit.
  if (areAlike(groups, measure)) return 0;
  const mean = meanOver(groups, measure);
  const squares = groups.reduce((sum, group) => sum + group.rows * (measure(group) - mean) ** 2, 0);
  return Math.sqrt(squares / (rows - 1) / rows);
}
