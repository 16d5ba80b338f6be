import { hash } from 'node:crypto';
import type { Indexed } from '../../database/wordIndex/store.ts';
import { partsOfNames, signsOf, wordsOf } from './words.ts';

/** How traces are indexed. Raise the version when a text gives other words: the index is made anew then. */
export const INDEXED: Indexed = {
  table: 'Trace',
  columns: ['prompt', 'steps', 'finalAnswer', 'expectedAnswer', 'context', 'meta'],
  version: 2,
  toDocument: (row) => ({
    id: String(row['id']),
    words: wordsOfTrace({
      prompt: String(row['prompt']),
      finalAnswer: String(row['finalAnswer']),
      expectedAnswer: row['expectedAnswer'] == null ? null : String(row['expectedAnswer']),
      steps: parsed(row['steps']),
      context: parsed(row['context']),
      meta: parsed(row['meta']),
    }),
  }),
};

type Parts = {
  prompt: string;
  finalAnswer: string;
  expectedAnswer: string | null;
  steps: { content: string }[] | null;
  context: { content: string }[] | null;
  meta: object | null;
};

// No word of a text has this sign.
const MARK = '=';

/** A trace as the index has it: its words with a space before and after each, and between its parts a mark that no
 * phrase goes over; then the parts of names in it with such marks, its signs, and the scalars of its meta. */
function wordsOfTrace({
  prompt,
  steps,
  finalAnswer,
  expectedAnswer,
  context,
  meta,
}: Parts): string {
  const texts = [
    prompt,
    ...(steps ?? []).map(({ content }) => content),
    finalAnswer,
    ...(expectedAnswer ? [expectedAnswer] : []),
    ...(context ?? []).map(({ content }) => content),
  ];
  const whole = texts.join('\n');
  const words = texts.flatMap((text) => [...wordsOf(text), MARK]);
  const parts = [...new Set(partsOfNames(whole))].flatMap((part) => [part, MARK]);
  const signs = signsOf(whole).map(signWord);
  return ` ${[...words, ...parts, ...signs, ...new Set(metaWords(meta ?? {}))].join(' ')} `;
}

// The columns hold those of a trace that was validated.
function parsed(json: unknown) {
  return typeof json === 'string' ? JSON.parse(json) : null;
}

export function signWord(sign: string): string {
  return `${MARK}s${sign.charCodeAt(0).toString(16)}`;
}

/** The word of a scalar at a path of meta, or in a list there. */
export function metaWord(path: string[], value: unknown): string {
  return `${MARK}m${hash('md5', JSON.stringify([path, value])).slice(0, 16)}`;
}

function* metaWords(value: unknown, path: string[] = []): Generator<string> {
  if (Array.isArray(value)) {
    for (const member of value) if (isScalar(member)) yield metaWord(path, member);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) yield* metaWords(child, [...path, key]);
  } else yield metaWord(path, value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
