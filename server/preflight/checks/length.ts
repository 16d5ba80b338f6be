import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkLength({ manifest, rows, tokens }: Evidence): Finding {
  const limit = manifest.training.max_seq_length;
  const long = rows.dropped.filter(({ reason }) => reason === 'too_long').length;
  if (long === 0) {
    return {
      status: 'PASS',
      message: `The longest row has ${rows.longestTokens} tokens of ${limit} (${tokens.basis})`,
    };
  }
  return {
    status: 'WARN',
    message: `${countRows(long, 'row')} over max_seq_length ${limit} would be dropped, the longest has ${rows.longestTokens} tokens (${tokens.basis})`,
  };
}
