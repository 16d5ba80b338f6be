import { z } from 'zod';

// Braces that nothing closes are looked for to the end, each.
const LONGEST_SEARCH = 1_000_000;

const object = z.record(z.string(), z.unknown());

/** The last JSON object in a text, wherever it stands, that is no part of another. Braces inside its strings
 * don't count; what stands around it is passed over. */
export function lastObject(text: string): Record<string, unknown> | null {
  let found: Record<string, unknown> | null = null;
  let patience = LONGEST_SEARCH;
  for (let start = text.indexOf('{'); start >= 0 && patience > 0; ) {
    const end = endOfObject(text, start);
    patience -= (end ?? text.length) - start;
    const value = end === null ? null : parsed(text.slice(start, end));
    if (value) found = value;
    start = text.indexOf('{', value && end !== null ? end : start + 1);
  }
  return found;
}

/** What stands at a path of keys with dots between them; a key that is there as a whole comes first. */
export function valueAt(from: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(from, path)) return from[path];
  let value: unknown = from;
  for (const key of path.split('.')) {
    const inner = object.safeParse(value);
    if (!inner.success || !Object.hasOwn(inner.data, key)) return undefined;
    value = inner.data[key];
  }
  return value;
}

function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  PART.lastIndex = start;
  for (let part = PART.exec(text); part; part = PART.exec(text)) {
    if (part[0] === '{') depth += 1;
    if (part[0] === '}') depth -= 1;
    if (depth === 0) return PART.lastIndex;
  }
  return null;
}

function parsed(json: string): Record<string, unknown> | null {
  try {
    const result = object.safeParse(JSON.parse(json));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

const PART = /[{}]|"(?:[^"\\]|\\.)*"/gs;
