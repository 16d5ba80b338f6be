import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkReasoning({ rows }: Evidence): Finding {
  return rows.withoutSteps === 0
    ? { status: 'PASS', message: 'Every row has steps' }
    : {
        status: 'WARN',
        message: `${countRows(rows.withoutSteps, 'row')} without steps: training learns ${rows.withoutSteps === 1 ? 'its answer' : 'their answers'} alone`,
      };
}
