import type { JsonObject } from '../json.ts';
import type { Splitting } from './splitting.ts';

/** A turn before the prompt. */
export type DraftTurn = { role: 'system' | 'user' | 'assistant' | 'tool'; content: string };

/** A verdict that a row brings with its trace. */
export type DraftScore = {
  criteria: string;
  score: number;
  /** From 0; the whole trace without it. */
  step?: number;
  label?: string;
  explanation?: string;
};

/** A trace as a row of another tool tells it. */
export type TraceDraft = {
  /** 1.0 where it is not told. */
  traceVersion?: string;
  context?: DraftTurn[];
  prompt: string;
  /** Numbered by their place, where no `i` is told. */
  steps: { i?: number; type: string; content: string }[];
  finalAnswer: string;
  expectedAnswer?: string;
  /** What has no place of its own in a trace. */
  meta: JsonObject;
  scores?: DraftScore[];
};

/** What is chosen by whoever reads a file. */
export type ReaderChoices = { splitting: Splitting };

/** A format of rows. */
export type Reader = {
  /** As `format` has it. */
  name: string;
  label: string;
  /** The fields that a row has. */
  shape: string;
  /** Whether a file that begins with this row is of the format. */
  recognises: (row: JsonObject) => boolean;
  /** Whether a later row of such a file may be read; as `recognises` where it is not said. */
  takes?: (row: JsonObject) => boolean;
  /** The traces of a row. @throws UnreadableRow */
  read: (row: JsonObject, choices: ReaderChoices) => TraceDraft[];
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
  return textOf(row[name], name);
}

/** A value as text, where it is one or can be written as one. @throws UnreadableRow */
export function textOf(value: unknown, place: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UnreadableRow(`Expected \`${place}\` to be a text, got ${kindOf(value)}`);
}

/** A list of a row. @throws UnreadableRow */
export function listAt(row: JsonObject, name: string): JsonValueList {
  const value = row[name];
  if (Array.isArray(value)) return value;
  throw new UnreadableRow(`Expected \`${name}\` to be a list, got ${kindOf(value)}`);
}

type JsonValueList = Extract<JsonObject[string], unknown[]>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a table has under a name; undefined where a value is no name that it has. */
export function lookUp<Found>(table: Record<string, Found>, name: unknown): Found | undefined {
  return typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
}

export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : typeof value;
}
