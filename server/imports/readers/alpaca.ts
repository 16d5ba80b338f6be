import type { JsonObject } from '../../json.ts';
import { draftOf, type SpokenTurn } from '../conversation.ts';
import { kindOf, type Reader, textAt, UnreadableRow, without } from '../reader.ts';
import { systemOf } from './sharegpt.ts';

/** Alpaca: an instruction with an input, perhaps after a system's text and a history of pairs. */
export const alpaca: Reader = {
  name: 'alpaca',
  label: 'Alpaca',
  shape: '`instruction`, `output`; `input`, `system`, `history` of `[asked, answered]`',
  recognises: ({ instruction, output }) =>
    typeof instruction === 'string' && typeof output === 'string',
  read: (row, { splitting }) => [
    draftOf(alpacaTurns(row), {
      meta: without(row, 'instruction', 'input', 'output', 'system', 'history'),
      splitting,
    }),
  ],
};

/** The turns of a row. @throws UnreadableRow */
export function alpacaTurns(row: JsonObject): SpokenTurn[] {
  const input = row['input'] == null ? '' : textAt(row, 'input');
  const asked = [textAt(row, 'instruction'), input].filter((text) => text !== '').join('\n\n');
  return [
    ...systemOf(row),
    ...historyOf(row['history']),
    { role: 'user', content: asked },
    { role: 'assistant', content: textAt(row, 'output') },
  ];
}

function historyOf(history: unknown): SpokenTurn[] {
  if (history == null) return [];
  if (!Array.isArray(history)) {
    throw new UnreadableRow(`Expected \`history\` to be a list of pairs, got ${kindOf(history)}`);
  }
  return history.flatMap((pair: unknown) => {
    const [asked, answered] = Array.isArray(pair) && pair.length === 2 ? pair : [];
    if (typeof asked !== 'string' || typeof answered !== 'string') {
      throw new UnreadableRow(`Expected each of \`history\` to be a pair, got ${kindOf(pair)}`);
    }
    return [
      { role: 'user' as const, content: asked },
      { role: 'assistant' as const, content: answered },
    ];
  });
}
