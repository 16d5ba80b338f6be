import type { Database } from '../database/open.ts';
import type { DatasetDefinition } from './definition.ts';
import { type Duplicate, findDuplicates } from './duplicates/find.ts';
import { readSelected, type SelectedTrace, selectTraces } from './select.ts';
import { pairOrder, type SelectedPair, selectPairs } from './selectPairs.ts';
import type { Stratum } from './strata.ts';

/** What a dataset would hold. */
export type Composition = {
  /** Its traces, in its order; of pairs, each trace once, in the order in which pairs name them. */
  traces: SelectedTrace[];
  strata: Stratum[];
  /** What was left out since it repeats an earlier row. */
  leftOut: Duplicate[];
  /** Null for a dataset of traces. */
  pairs: SelectedPair[] | null;
  /** How many pairs could be made at most; null for traces. */
  possiblePairs: number | null;
};

/** Selects what a definition asks for, adds what was taken by hand, and leaves out what repeats an earlier row.
 * @throws ValidationError for strata or added traces that are not there, NotFoundError for a trace that was deleted
 * meanwhile */
export async function compose(
  database: Database,
  { definition, candidates, signal }: Parameters<typeof selectTraces>[1],
): Promise<Composition> {
  const { pairing: rule } = definition;
  if (rule) {
    const selection = await selectPairs(database, {
      rule,
      candidates,
      order: pairOrder(definition),
      limit: definition.limit,
      signal,
    });
    const { traces, pairs, possibleCount } = selection;
    return { traces, strata: [], leftOut: [], pairs, possiblePairs: possibleCount };
  }
  const { traces: selected, strata } = await selectTraces(database, {
    definition,
    candidates,
    signal,
  });
  const traces = await withAdded(database, { selected, definition, signal });
  const leftOut = await leftOutOf(database, { traces, definition, signal });
  const out = new Set(leftOut.map(({ traceId }) => traceId));
  return {
    traces: out.size === 0 ? traces : traces.filter(({ id }) => !out.has(id)),
    strata,
    leftOut,
    pairs: null,
    possiblePairs: null,
  };
}

async function withAdded(
  database: Database,
  {
    selected,
    definition: { addTraceIds },
    signal,
  }: {
    selected: SelectedTrace[];
    definition: DatasetDefinition;
    signal: AbortSignal | undefined;
  },
): Promise<SelectedTrace[]> {
  if (!addTraceIds) return selected;
  const there = new Set(selected.map(({ id }) => id));
  const ids = [...new Set(addTraceIds)].filter((id) => !there.has(id));
  return [...selected, ...(await readSelected(database, { ids, signal }))];
}

async function leftOutOf(
  database: Database,
  {
    traces,
    definition: { duplicates },
    signal,
  }: {
    traces: SelectedTrace[];
    definition: DatasetDefinition;
    signal: AbortSignal | undefined;
  },
): Promise<Duplicate[]> {
  if (!duplicates) return [];
  const found = await findDuplicates(database, {
    traceIds: traces.map(({ id }) => id),
    nearThreshold: duplicates.nearThreshold,
    signal,
  });
  const kept = new Set(duplicates.keepTraceIds);
  return found.filter(({ traceId }) => !kept.has(traceId));
}
