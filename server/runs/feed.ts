import type { LogStream } from '../../prisma/generated/sqlite/enums.ts';

/** A line that a run printed. */
export type LogLine = { seq: number; stream: LogStream; text: string; at: Date };

/** A value that a run measured; `value` is null and `text` says what it is when it is not finite. */
export type MetricPoint = {
  seq: number;
  name: string;
  step: number;
  value: number | null;
  text: string | null;
  at: Date;
};

/** The newest items of a run, shared by all who watch it; older ones are read from the database. */
export type Feed<Item extends { seq: number }> = {
  push: (items: Item[]) => void;
  /** What follows a place, or null when that is no longer kept. */
  after: (seq: number) => Item[] | null;
};

const KEPT_ITEMS = 5_000;
const KEPT_CHARS = 8_000_000;
const LARGEST_BATCH = 1_000;

/** Keeps the last items, bounded in number and length; `size` is an item's length in characters. */
export function createFeed<Item extends { seq: number }>(size: (item: Item) => number): Feed<Item> {
  let items: Item[] = [];
  let chars = 0;
  return {
    push(newer) {
      items.push(...newer.slice(-KEPT_ITEMS));
      chars += newer.slice(-KEPT_ITEMS).reduce((sum, item) => sum + size(item), 0);
      let dropped = 0;
      for (; items.length - dropped > KEPT_ITEMS || chars > KEPT_CHARS; dropped++) {
        const oldest = items[dropped];
        if (!oldest) break;
        chars -= size(oldest);
      }
      if (dropped > 0) items = items.slice(dropped);
    },
    after(seq) {
      const [oldest] = items;
      if (!oldest || oldest.seq > seq + 1) return null;
      return items.slice(seq + 1 - oldest.seq, seq + 1 - oldest.seq + LARGEST_BATCH);
    },
  };
}

/** The feeds of runs that are followed here. */
export type Feeds = Map<string, { log: Feed<LogLine>; metrics: Feed<MetricPoint> }>;

export function createRunFeeds() {
  return {
    log: createFeed<LogLine>(({ text }) => text.length),
    metrics: createFeed<MetricPoint>(({ name }) => name.length),
  };
}
