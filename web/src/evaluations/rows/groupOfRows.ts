/** The questions with one value of their fields. */
export type GroupOfRows = {
  path: string;
  value: string;
  rows: number;
  accuracy: { value: number; low: number; high: number };
};

/** A group as the address has it. */
export function valueOfGroup({ path, value }: Pick<GroupOfRows, 'path' | 'value'>): string {
  return `${path}=${value}`;
}
