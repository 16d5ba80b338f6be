import { decodeCursorChunk } from '@pothos/core';
import { z } from 'zod';
import { cursorProblem } from '../server/cursor.ts';

/**
 * A cursor, whichever list it is of: text that Pothos made of an id or of a place in a dataset, or the
 * JSON of a trace's place. What is none would reach the database, which refuses it as a bug of ours.
 */
export const CURSOR = z
  .string()
  .refine((text) => isCursor(Buffer.from(text, 'base64').toString()), {
    error: ({ input }) => cursorProblem(input),
  })
  .nullish();

function isCursor(place: string): boolean {
  try {
    if (!place.startsWith('GPC:')) return JSON.parse(place) !== null;
    const value = decodeCursorChunk(place.slice('GPC:'.length));
    return isStorable(value) || (Array.isArray(value) && value.every(isStorablePart));
  } catch {
    return false;
  }
}

function isStorablePart(value: unknown): boolean {
  return isStorable(value) || Number.isSafeInteger(value);
}

// What is no text is replaced when it is decoded.
function isStorable(value: unknown): boolean {
  return typeof value === 'string' && !/[\0\ufffd]/.test(value);
}
