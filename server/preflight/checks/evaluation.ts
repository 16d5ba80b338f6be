import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkEvaluation({ evaluation }: Evidence): Finding | null {
  if (!evaluation) return null;
  const { split, rowCount, lengths } = evaluation;
  const dropped = rowCount - lengths.length;
  if (lengths.length === 0) {
    return { status: 'FAIL', message: `No row of the side ${split} can be evaluated on` };
  }
  const rows = `${countRows(rowCount, 'row')} of the side ${split} to evaluate on`;
  return dropped === 0
    ? { status: 'PASS', message: rows }
    : { status: 'WARN', message: `${rows}, ${dropped} of them dropped` };
}
