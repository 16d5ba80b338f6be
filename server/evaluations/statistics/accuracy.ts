import { bootstrapMean } from './bootstrap.ts';
import { clusterError } from './clusterError.ts';
import { type Estimate, normal, wilson } from './interval.ts';
import { answeredRows, countRows, meanOver, type RowGroup } from './rowGroups.ts';

/** With fewer rows than this the normal distribution is too far from that of a mean. */
const FEW_ROWS = 100;

/** The mean over rows of the share that is correct; null where no row has a sample. Of one sample a row, and where all rows
 * came to the same, Wilson's interval of the rows; else that of the rows' standard error, or the bootstrap's where rows are few. */
export async function accuracyOf(groups: RowGroup[]): Promise<Estimate | null> {
  const answered = answeredRows(groups);
  const rows = countRows(answered);
  if (rows === 0) return null;
  const value = meanOver(answered, share);
  const error = clusterError(answered, share);
  // Rows that do not differ show nothing of how others would: as many as there are bound what the true share can be.
  if (answered.every(({ samples }) => samples === 1) || !error) {
    return { value, ...wilson(value * rows, rows), method: 'WILSON' };
  }
  return rows < FEW_ROWS
    ? { value, ...(await bootstrapMean(answered, share)), method: 'BOOTSTRAP' }
    : { value, ...normal(value, error, { least: 0, most: 1 }), method: 'CLUSTER_NORMAL' };
}

function share({ samples, correct }: RowGroup): number {
  return correct / samples;
}
