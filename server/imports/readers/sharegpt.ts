import type { JsonObject } from '../../json.ts';
import { draftOf, type SpokenTurn } from '../conversation.ts';
import {
  isObject,
  kindOf,
  lookUp,
  type Reader,
  textAt,
  UnreadableRow,
  without,
} from '../reader.ts';

/** ShareGPT: turns of `from` and `value`, calls of tools among them. */
export const sharegpt: Reader = {
  name: 'sharegpt',
  label: 'ShareGPT',
  shape:
    '`conversations` of `from` (`system`, `human`, `gpt`, `function_call`, `observation`) and `value`; `system`, `tools`',
  recognises: ({ conversations, chosen }) => isTurns(conversations) && chosen === undefined,
  read: (row, { splitting }) => [
    draftOf([...systemOf(row), ...turnsOf(row['conversations'], 'conversations')], {
      meta: without(row, 'conversations', 'system'),
      splitting,
    }),
  ],
};

export function isTurns(value: unknown): value is JsonObject[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((turn) => isObject(turn) && 'from' in turn)
  );
}

/** The system's turn, where a row has one beside the others. */
export function systemOf(row: JsonObject): SpokenTurn[] {
  const system = row['system'] == null ? '' : textAt(row, 'system');
  return system.trim() === '' ? [] : [{ role: 'system', content: system }];
}

/** The turns of a list. @throws UnreadableRow */
export function turnsOf(value: unknown, name: string): SpokenTurn[] {
  if (!Array.isArray(value)) {
    throw new UnreadableRow(`Expected \`${name}\` to be a list of turns, got ${kindOf(value)}`);
  }
  return value.map((turn, index) => turnOf(isObject(turn) ? turn : {}, `${name}[${index}]`));
}

/** One turn. @throws UnreadableRow */
export function turnOf(turn: JsonObject, place: string): SpokenTurn {
  const { from } = turn;
  const role = lookUp(ROLES, from);
  if (!role) {
    throw new UnreadableRow(
      `Expected \`${place}.from\` to be one of ${Object.keys(ROLES).join(', ')}, got ${JSON.stringify(from) ?? 'nothing'}`,
    );
  }
  const content = turn['value'];
  if (typeof content !== 'string') {
    throw new UnreadableRow(`Expected \`${place}.value\` to be a text, got ${kindOf(content)}`);
  }
  return {
    role,
    content,
    isCall: from === 'function_call',
    fields: without(turn, 'from', 'value'),
  };
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
