import type { TraceFilter } from '../../traces/filter.ts';

/** Traces by id in that order, or all that a filter passes, oldest first. */
export type ExportSource = { traceIds: string[] } | { filter: TraceFilter | null };

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
