import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

/** Whether rows can be written in the turns that are asked for. */
export function checkTemplate({ manifest, rows, tokens }: Evidence): Finding {
  const { template, reasoning } = manifest.prompt;
  const { basis, problem, isKnown } = tokens.rendering;
  if (problem) {
    return {
      status: 'FAIL',
      message: `Training would refuse ${basis} with ${reasoning} reasoning: ${problem}. Take template gemma, or give the tokenizer another template: a chat_template.jinja beside it`,
    };
  }
  if (!isKnown) {
    const message = `${basis}: whether it can be trained on shows when training begins`;
    return { status: 'INFO', message: `${message.charAt(0).toUpperCase()}${message.slice(1)}` };
  }
  const written = `Rows are written in ${basis}, with ${reasoning} reasoning`;
  const changed = rows.dropped.filter(({ reason }) => reason === 'changed_by_template');
  const [first] = changed;
  const merged =
    template === 'model' && tokens.mergedCount > 0
      ? [
          `${countRows(tokens.mergedCount, 'row')} with turns that it does not take: what these say is merged into the user's turns`,
        ]
      : [];
  const dropped = first
    ? [
        `${countRows(changed.length, 'row')} would be dropped, the first is row ${first.row} (trace ${first.traceId}): ${first.detail}`,
      ]
    : [];
  const doubts = [...dropped, ...merged];
  return doubts.length > 0
    ? { status: 'WARN', message: `${written}. ${doubts.join('. ')}` }
    : { status: 'PASS', message: written };
}
