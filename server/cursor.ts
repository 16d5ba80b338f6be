import { z } from 'zod';
import { ValidationError } from './errors.ts';
import { shown } from './parse.ts';

/** A whole number as a column holds it, of which a cursor may be made. */
export const columnInt = z.int().min(0).max(2_147_483_647);

/** The place of a row in a list, as an opaque text. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads a cursor back. @throws ValidationError when the text is not a cursor of this list */
export function readCursor<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): z.output<Schema> {
  const place = decoded(text);
  const result = schema.safeParse(place);
  if (result.success && isStorable(JSON.stringify(place))) return result.data;
  throw new ValidationError([{ path: ['cursor'], message: cursorProblem(text) }]);
}

export function cursorProblem(text: unknown): string {
  return `Expected a cursor that this list gave out, got ${shown(text)}; start again without one`;
}

// No row has such an id, and a database refuses to look for it.
function isStorable(json: string): boolean {
  return !/\\u(0000|d[89a-f])/i.test(json);
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
