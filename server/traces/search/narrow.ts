import type { Sql } from '@prisma/client-runtime-utils';
import type { Database } from '../../database/open.ts';
import type { Term } from '../../database/wordIndex/document.ts';
import { filterCondition, type TraceFilter } from '../filter.ts';
import { metaTerm, searchedTerms } from './terms.ts';

/** What of a filter the index of words answers, and what rows must meet besides; null when that is nothing. */
export type Narrowed = {
  terms: Term[];
  condition: Sql | null;
  /** What of the condition another index answers. */
  indexed: Sql;
  /** Whether that is all of it. */
  isIndexed: boolean;
  /** How many traces can't be found by words yet. */
  lacking: number;
};

// How long a list waits for what was just stored, in milliseconds.
const PATIENCE = 10_000;

/** Takes a filter apart. What the index lacks of it, where much was stored just now, is in no answer to a search; values
 * of meta are then looked for in the rows themselves. */
export async function narrow(
  { words, sql: dialect }: Database,
  filter: TraceFilter | null | undefined,
): Promise<Narrowed> {
  const { search, meta, ...others } = filter ?? {};
  const searched = search ? searchedTerms(search) : [];
  const isOfWords = searched.length > 0 || (meta ?? []).length > 0;
  const lacking = isOfWords ? await words.catchUp(PATIENCE) : 0;
  const isWhole = lacking === 0;
  const rest = { ...others, ...(isWhole ? {} : { meta }) };
  const { ids, source, importId, createdAt, ...unindexed } = rest;
  return {
    terms: [...searched, ...(isWhole ? (meta ?? []).map(metaTerm) : [])],
    condition: isGiven(rest) ? filterCondition(dialect, rest) : null,
    indexed: filterCondition(dialect, { ids, source, importId, createdAt }),
    isIndexed: !isGiven(unindexed),
    lacking: searched.length > 0 ? lacking : 0,
  };
}

function isGiven(filter: TraceFilter): boolean {
  return Object.values(filter).some((value) => value != null);
}

/** The condition that a filter stands for, once a search misses nothing that was stored before: what is built, scored or
 * deleted by it must be all of it. */
export async function prepareCondition(
  { words, sql: dialect }: Pick<Database, 'words' | 'sql'>,
  filter: TraceFilter | null | undefined,
): Promise<Sql> {
  if (filter?.search) await words.catchUp();
  return filterCondition(dialect, filter);
}
