/** Rows that did alike: how many there are, and of how many samples how many were correct. */
export type RowGroup = { rows: number; samples: number; correct: number };

/** Rows with at least one sample; the others say nothing. */
export function answeredRows<Group extends RowGroup>(groups: Group[]): Group[] {
  return groups.filter(({ rows, samples }) => rows > 0 && samples > 0);
}

export function countRows(groups: Pick<RowGroup, 'rows'>[]): number {
  return groups.reduce((sum, { rows }) => sum + rows, 0);
}

/** Whether all rows have the same value. */
export function areAlike<Group extends { rows: number }>(
  groups: Group[],
  measure: (group: Group) => number,
): boolean {
  return new Set(groups.filter(({ rows }) => rows > 0).map(measure)).size <= 1;
}

/** The mean over rows of a value that alike rows share. */
export function meanOver<Group extends { rows: number }>(
  groups: Group[],
  measure: (group: Group) => number,
): number {
  const total = groups.reduce((sum, group) => sum + group.rows * measure(group), 0);
  return total / countRows(groups);
}
