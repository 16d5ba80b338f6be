import type { Sample } from '../../prisma/generated/sqlite/client.ts';
import type { LogStream } from '../../prisma/generated/sqlite/enums.ts';

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

/** What a model wrote in an evaluation, with its number in the run. */
export type RunSample = Omit<Sample, 'runId'>;

/** The newest items of a run, shared by all who watch it; older ones are read from the database. */
export type Feed<Item extends { seq: number }> = {
  push: (items: Item[]) => void;
  /** What follows a place, or null when that is no longer kept. */
  after: (seq: number) => Item[] | null;
};

const KEPT_ITEMS = 5_000;
const KEPT_CHARS = 8_000_000;
const LARGEST_BATCH = 1_000;
const LARGEST_BATCH_CHARS = 250_000;

/** Keeps the last items, bounded in number and length; `size` is an item's length in characters. */
export function createFeed<Item extends { seq: number }>(size: (item: Item) => number): Feed<Item> {
  let items: Item[] = [];
  return {
    push(newer) {
      const [first] = newer;
      if (!first) return;
      // Places are reckoned from the oldest item, so that a gap would shift them.
      const older = items.at(-1)?.seq === first.seq - 1 ? items : [];
      const latest = [...older, ...newer.slice(-KEPT_ITEMS)].slice(-KEPT_ITEMS);
      const isTooLong = exceeds(KEPT_CHARS, size);
      items = latest.slice(latest.findLastIndex(isTooLong) + 1);
    },
    after(seq) {
      const [oldest] = items;
      if (!oldest || oldest.seq > seq + 1) return null;
      const start = seq + 1 - oldest.seq;
      const batch = items.slice(start, start + LARGEST_BATCH);
      const full = batch.findIndex(exceeds(LARGEST_BATCH_CHARS, size));
      return full < 0 ? batch : batch.slice(0, full + 1);
    },
  };
}

function exceeds<Item>(chars: number, size: (item: Item) => number): (item: Item) => boolean {
  let left = chars;
  return (item) => {
    left -= size(item);
    return left < 0;
  };
}

export type Feeds = Map<string, ReturnType<typeof createRunFeeds>>;

export function createRunFeeds() {
  return {
    log: createFeed<LogLine>(({ text }) => text.length),
    metrics: createFeed<MetricPoint>(({ name }) => name.length),
    samples: createFeed<RunSample>(({ completion }) => completion.length),
  };
}
