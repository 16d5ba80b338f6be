import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkDuplicates({ rows }: Evidence): Finding {
  return rows.duplicateCount === 0
    ? { status: 'PASS', message: 'No two rows train on the same text' }
    : {
        status: 'WARN',
        message: `${countRows(rows.duplicateCount, 'row')} repeat the text of an earlier one`,
      };
}
