import { decodeCursorChunk } from '@pothos/core';
import { z } from 'zod';
import { cursorProblem } from '../server/cursor.ts';

/** How many items a page has unless another number is asked for, and at most. */
export const PAGE = { usual: 20, largest: 100 };

type PageArguments = { first?: number | null | undefined; last?: number | null | undefined };

/** What a page of a list costs: what its items cost, as often as it may have one. */
export function costOfPage({ first, last }: PageArguments) {
  return { field: 1, multiplier: first ?? last ?? PAGE.usual };
}

/** A list in which the newest row comes first. */
export const NEWEST_FIRST = {
  cursor: 'id',
  query: { orderBy: { id: 'desc' } },
  complexity: costOfPage,
} as const;

/** The types of the list of all rows of a noun, and of its edges. */
export function listTypes(
  noun:
    | 'trace'
    | 'judge'
    | 'review'
    | 'import'
    | 'dataset'
    | 'manifest'
    | 'run'
    | 'evaluation'
    | 'model',
) {
  const name = `Query${noun.charAt(0).toUpperCase()}${noun.slice(1)}sConnection`;
  return [
    { name, description: `A page of ${noun}s.` },
    {
      name: `${name}Edge`,
      description: `${/^[aeiou]/.test(noun) ? 'An' : 'A'} ${noun} and its place in the list.`,
    },
  ] as const;
}

const pageSize = z.int().min(1).max(PAGE.largest).nullish();

/** A cursor, whichever list it is of: text that Pothos made of an id or of a place in a dataset, or the
 * JSON of a trace's place. What is none would reach the database, which refuses it as a bug of ours. */
const cursor = z
  .string()
  .refine((text) => isCursor(Buffer.from(text, 'base64').toString()), {
    error: ({ input }) => cursorProblem(input),
  })
  .nullish();

/** What all lists share: their arguments, and what they say of a page. */
export const LIST_OPTIONS = {
  cursorType: 'String',
  // The connection itself counts as many times as it has edges.
  edgesFieldOptions: {
    complexity: { field: 1, multiplier: 1 },
    description: 'The items of the page, each with its place.',
  },
  pageInfoFieldOptions: { description: 'Where the page begins and ends.' },
  cursorFieldOptions: { description: 'The place of the item, to go on from.' },
  nodeFieldOptions: { description: 'The item.' },
  hasNextPageFieldOptions: { description: 'Whether more follows.' },
  hasPreviousPageFieldOptions: { description: 'Whether something comes before.' },
  startCursorFieldOptions: { description: 'The place of the first item.' },
  endCursorFieldOptions: { description: 'The place of the last item.' },
  defaultConnectionTypeOptions: { description: 'A page of a list.' },
  defaultEdgeTypeOptions: { description: 'An item and its place in a list.' },
  firstArgOptions: {
    description: 'The most items to answer, from the beginning; 1 to 100.',
    validate: pageSize,
  },
  lastArgOptions: {
    description: 'The most items to answer, from the end; 1 to 100.',
    validate: pageSize,
  },
  afterArgOptions: { description: 'Answer what follows this cursor.', validate: cursor },
  beforeArgOptions: { description: 'Answer what comes before this cursor.', validate: cursor },
  clientMutationId: 'omit',
  nodeQueryOptions: false,
  nodesQueryOptions: false,
  pageInfoTypeOptions: { description: 'Where a page of a list begins and ends.' },
} as const;

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
