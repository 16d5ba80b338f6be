import { pathOf } from '../../../../server/traces/metaPath.ts';
import type { MetaValue } from '../filter/traceFilter.ts';

/** A value in meta: its path, how it reads, and the filter that finds its like where there is one. */
export type MetaEntry = { path: string; text: string; filter: MetaValue | undefined };

const LONGEST = 200;

/** The values that a trace's meta holds, each with its path. */
export function metaEntries(meta: unknown): MetaEntry[] {
  return [...entriesOf(meta, [])];
}

function* entriesOf(value: unknown, path: string[]): Generator<MetaEntry> {
  if (isScalar(value) || Array.isArray(value) || isEmpty(value)) {
    if (path.length > 0) yield entryOf(value, path);
    return;
  }
  for (const [key, child] of Object.entries(Object(value))) yield* entriesOf(child, [...path, key]);
}

function entryOf(value: unknown, path: string[]): MetaEntry {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const name = pathOf(path);
  return {
    path: name ?? path.join('.'),
    text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text,
    filter:
      isScalar(value) && name !== undefined && text.length <= LONGEST
        ? { path: name, equals: value }
        : undefined,
  };
}

function isScalar(value: unknown): value is MetaValue['equals'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isEmpty(value: unknown): boolean {
  return Object.keys(Object(value)).length === 0;
}
