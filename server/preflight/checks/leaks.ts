import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkLeaks({ evaluation }: Evidence): Finding | null {
  if (!evaluation) return null;
  const [first] = evaluation.leaks;
  if (!first) {
    return { status: 'PASS', message: 'No row to evaluate on stands among those to train on' };
  }
  const equal = evaluation.leaks.filter(({ isEqual }) => isEqual).length;
  return {
    status: 'WARN',
    message: `${countRows(evaluation.leaks.length, 'row')} to evaluate on stand among those to train on, ${equal} with the same question, the others with half of its runs of eight words; the first is trace ${first.traceId}, as trace ${first.otherTraceId}`,
  };
}
