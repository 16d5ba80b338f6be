import { draftOf, type SpokenTurn } from '../conversation.ts';
import { kindOf, type Reader, textAt, UnreadableRow, without } from '../reader.ts';

/** Alpaca: an instruction with an input, perhaps after a system's text and a history of pairs. */
export const alpaca: Reader = {
  name: 'alpaca',
  label: 'Alpaca',
  shape: '`instruction`, `output`; `input`, `system`, `history` of `[asked, answered]`',
  recognises: ({ instruction, output }) =>
    typeof instruction === 'string' && typeof output === 'string',
  read(row) {
    const input = row['input'] == null ? '' : textAt(row, 'input');
    const instruction = textAt(row, 'instruction');
    const system = row['system'] ? textAt(row, 'system') : '';
    const turns: SpokenTurn[] = [
      ...(system ? [{ role: 'system' as const, content: system }] : []),
      ...historyOf(row['history']),
      { role: 'user', content: [instruction, input].filter((text) => text !== '').join('\n\n') },
      { role: 'assistant', content: textAt(row, 'output') },
    ];
    return [draftOf(turns, without(row, 'instruction', 'input', 'output', 'system', 'history'))];
  },
};

function historyOf(history: unknown): SpokenTurn[] {
  if (history == null) return [];
  if (!Array.isArray(history)) {
    throw new UnreadableRow(`Expected \`history\` to be a list of pairs, got ${kindOf(history)}`);
  }
  return history.flatMap((pair: unknown) => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new UnreadableRow(`Expected each of \`history\` to be a pair, got ${kindOf(pair)}`);
    }
    return [
      { role: 'user' as const, content: String(pair[0]) },
      { role: 'assistant' as const, content: String(pair[1]) },
    ];
  });
}
