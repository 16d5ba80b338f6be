import type { TraceFilter } from '../../traces/filter.ts';

/** Traces by id in that order, or all that a filter passes, oldest first. */
export type ExportSource = NamedSource | { filter: TraceFilter | null };

/** Traces by id, with the pairs that their dataset made of them, where it is one of pairs. */
export type NamedSource = { traceIds: string[]; frozenPairs?: FrozenPairs };

/** The pairs of a dataset, or of one side of it; the first of them, where there is a limit. */
export type FrozenPairs = {
  datasetId: string;
  split: string | undefined;
  criteria: string;
  count: number;
};

/** Traces that a format has no row for. */
export type LeftOut = { count: number; reason: string };

/** What was chosen of a source. */
export type Chosen<Item> = {
  /** How many; null of a filter, before it is read. */
  count: number | null;
  leftOut: LeftOut | null;
  /** All, or the first of them, some at a time. */
  read: (most?: number) => AsyncGenerator<Item[]>;
};

export function leftOut(count: number, reason: string): LeftOut | null {
  return count > 0 ? { count, reason } : null;
}

/** What is left out, as a sentence. */
export function leftOutText({ count, reason }: LeftOut): string {
  return `${count} ${count === 1 ? 'trace is' : 'traces are'} left out: ${reason}`;
}
