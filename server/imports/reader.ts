import type { JsonObject } from '../json.ts';

/** A turn before the prompt. */
export type DraftTurn = { role: 'system' | 'user' | 'assistant' | 'tool'; content: string };

/** A trace as a row of another tool tells it. */
export type TraceDraft = {
  context?: DraftTurn[];
  prompt: string;
  steps: { type: string; content: string }[];
  finalAnswer: string;
  expectedAnswer?: string;
  /** What has no place of its own in a trace. */
  meta: JsonObject;
};

/** A format of rows. */
export type Reader = {
  /** As `format` has it. */
  name: string;
  label: string;
  /** The fields that a row has. */
  shape: string;
  recognises: (row: JsonObject) => boolean;
  /** The traces of a row. @throws UnreadableRow */
  read: (row: JsonObject) => TraceDraft[];
};

/** A row of a known format that no trace can be made of. */
export class UnreadableRow extends Error {
  override name = 'UnreadableRow';
}

/** A row without some of its fields: what is left goes into meta. */
export function without(row: JsonObject, ...names: string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => !names.includes(name) && value !== null),
  );
}

/** A text of a row. @throws UnreadableRow */
export function textAt(row: JsonObject, name: string): string {
  const value = row[name];
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UnreadableRow(`Expected \`${name}\` to be a text, got ${kindOf(value)}`);
}

export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : typeof value;
}
