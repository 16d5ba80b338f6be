import type { Document } from './document.ts';

/** Documents whose ids are at least `from` and below `below`, of which some may lack in the index; without `ids` where it
 * can't be taken now, and is found again. */
export type Gap = { ids: number[]; from: string; below: string | null };

/** What keeps a word index up to date with the rows that it is an index of. */
export type IndexStore = {
  /** Takes what may lack in the index since it was asked last; nothing where all is in it. */
  take: () => Promise<Gap | undefined>;
  /** How many documents a gap still lacks. */
  count: (gap: Gap) => Promise<number>;
  /** Indexes the newest documents of a gap, and narrows it; says how many, and whether it is closed with that. */
  fill: (gap: Gap) => Promise<{ indexed: number; isClosed: boolean }>;
  close: () => Promise<void>;
};

/** How a row becomes a document; `columns` are those that it is made of, beside `id`. */
export type Indexed = {
  table: string;
  columns: readonly string[];
  toDocument: (row: Record<string, unknown>) => Document;
  version: number;
};

/** The most that is indexed in one transaction. */
export const BATCH = { rows: 2_000, bytes: 8_000_000 };

export type Sized = { id: string; sizeBytes: number };

/** The ids of the first rows that make no more than a batch together, one at least. */
export function cutBatch(rows: Sized[]): string[] {
  let bytes = 0;
  const end = rows.findIndex(({ sizeBytes }) => {
    bytes += sizeBytes;
    return bytes >= BATCH.bytes;
  });
  return rows.slice(0, end < 0 ? rows.length : end + 1).map(({ id }) => id);
}
