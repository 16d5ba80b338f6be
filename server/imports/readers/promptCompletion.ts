import type { JsonObject } from '../../json.ts';
import { draftOf, type SpokenTurn } from '../conversation.ts';
import { isMessages, turnsOfMessages } from '../messages.ts';
import { type Reader, textAt, without } from '../reader.ts';
import { systemOf } from './sharegpt.ts';

/** Prompts with their completions as TRL has them, texts or messages. */
export const promptCompletion: Reader = {
  name: 'prompt-completion',
  label: 'Prompt and completion, TRL',
  shape: '`prompt` and `completion` (or `response`), a text or messages each; `system`',
  recognises: isExchange,
  read: (row, { splitting }) => [
    draftOf(turnsOfExchange(row), {
      meta: without(row, 'prompt', answerNameOf(row), 'system'),
      splitting,
    }),
  ],
};

export function isExchange(row: JsonObject): boolean {
  return isSaid(row['prompt']) && isSaid(row[answerNameOf(row)]);
}

/** The turns of a prompt and its completion. @throws UnreadableRow */
export function turnsOfExchange(row: JsonObject): SpokenTurn[] {
  return [
    ...systemOf(row),
    ...saidIn(row, { name: 'prompt', role: 'user' }),
    ...saidIn(row, { name: answerNameOf(row), role: 'assistant' }),
  ];
}

/** The field that a row answers in. */
export function answerNameOf(row: JsonObject): string {
  return 'completion' in row ? 'completion' : 'response';
}

function isSaid(value: unknown): boolean {
  return typeof value === 'string' || isMessages(value);
}

function saidIn(
  row: JsonObject,
  { name, role }: { name: string; role: 'user' | 'assistant' },
): SpokenTurn[] {
  if (Array.isArray(row[name])) return turnsOfMessages(row[name], name);
  return [{ role, content: textAt(row, name) }];
}
