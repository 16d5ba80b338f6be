import type { SpokenTurn } from '../conversation.ts';
import { draftOf } from '../conversation.ts';
import { kindOf, type Reader, textAt, UnreadableRow, without } from '../reader.ts';

/** ShareGPT: turns of `from` and `value`, calls of tools among them. */
export const sharegpt: Reader = {
  name: 'sharegpt',
  label: 'ShareGPT',
  shape:
    '`conversations` of `from` (`system`, `human`, `gpt`, `function_call`, `observation`) and `value`; `system`, `tools`',
  recognises: ({ conversations, chosen }) => isTurns(conversations) && chosen === undefined,
  read: (row) => [
    draftOf(
      [...systemOf(row), ...turnsOf(row['conversations'], 'conversations')],
      without(row, 'conversations', 'system'),
    ),
  ],
};

export function isTurns(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((turn) => 'from' in Object(turn));
}

export function systemOf(row: Parameters<Reader['read']>[0]): SpokenTurn[] {
  return row['system'] ? [{ role: 'system', content: textAt(row, 'system') }] : [];
}

/** The turns of a list. @throws UnreadableRow */
export function turnsOf(value: unknown, name: string): SpokenTurn[] {
  if (!Array.isArray(value)) {
    throw new UnreadableRow(`Expected \`${name}\` to be a list of turns, got ${kindOf(value)}`);
  }
  return value.map((turn, index) => turnOf(Object(turn), `${name}[${index}]`));
}

/** One turn. @throws UnreadableRow */
export function turnOf(turn: Record<string, unknown>, place: string): SpokenTurn {
  const role = ROLES[String(turn['from'])];
  if (!role) {
    throw new UnreadableRow(
      `Expected \`${place}.from\` to be one of ${Object.keys(ROLES).join(', ')}, got ${JSON.stringify(turn['from']) ?? 'nothing'}`,
    );
  }
  const content = turn['value'];
  if (typeof content !== 'string') {
    throw new UnreadableRow(`Expected \`${place}.value\` to be a text, got ${kindOf(content)}`);
  }
  return { role, content, isCall: turn['from'] === 'function_call' };
}

const ROLES: Record<string, SpokenTurn['role']> = {
  system: 'system',
  human: 'user',
  user: 'user',
  gpt: 'assistant',
  assistant: 'assistant',
  function_call: 'assistant',
  observation: 'tool',
  tool: 'tool',
};
