import type { StoredLine } from './lines.ts';

/** Stored lines after a place, at least one of them where there is any; the server decides how many. */
export type ReadLines = (after: number, first: number) => Promise<StoredLine[]>;

export const LINES_A_PAGE = 1_000;
const KEPT_LINES = 10_000;
const KEPT_CHARS = 20_000_000;

/** Keeps lines that follow one another; the newest with what is appended, or others that are read
 * again. They are bounded, so that a page may stay open for as long as a run takes. */
export function createLogWindow(
  read: ReadLines,
  { keptLines = KEPT_LINES, keptChars = KEPT_CHARS } = {},
) {
  let lines: StoredLine[] = [];
  let total = 0;
  let reading = 0;

  const first = () => lines[0]?.seq ?? total + 1;
  const last = () => lines.at(-1)?.seq ?? total;

  /** Reads the lines of numbers `from` to `to`, in as many requests as the server wants. */
  async function range(from: number, to: number): Promise<StoredLine[]> {
    const found: StoredLine[] = [];
    for (let after = from - 1; after < to; ) {
      const page = await read(after, Math.min(LINES_A_PAGE, to - after));
      const end = page.at(-1)?.seq;
      if (end === undefined) break;
      found.push(...page.filter(({ seq }) => seq <= to));
      after = end;
    }
    return found;
  }

  /** Reads, and takes the lines unless something else was asked for meanwhile. */
  async function replaceWith(from: number, to: number, join: (read: StoredLine[]) => StoredLine[]) {
    reading += 1;
    const ticket = reading;
    const found = await range(Math.max(1, from), Math.min(total, to));
    if (ticket === reading) lines = join(found);
    return ticket === reading;
  }

  return {
    lines: () => lines,
    first,
    last,
    /** The number of the newest line that is known to exist. */
    total: () => total,
    isAtEnd: () => last() >= total,
    /** How many lines there are, as the server counts. */
    setTotal(count: number) {
      total = Math.max(total, count);
    },
    /** Takes new lines in. Where old ones are being read they are counted, and not kept. */
    append(newer: StoredLine[], { isFollowed }: { isFollowed: boolean }) {
      const end = last();
      const isAttached = end >= total && (isFollowed || lines.length < keptLines);
      const fresh = newer.filter(({ seq }) => seq > end);
      total = Math.max(total, newer.at(-1)?.seq ?? 0);
      if (!isAttached || fresh.length === 0) return;
      // What came while nothing could be shown may be more than is kept.
      const isGap = lines.length > 0 && (fresh[0]?.seq ?? 0) > end + 1;
      if (isGap && !isFollowed) return;
      lines = isGap ? fresh : [...lines, ...fresh];
      if (isFollowed) lines = lines.slice(-endingCount(lines));
    },
    /** Reads the page before; drops the newest lines when there are too many. */
    loadOlder: () =>
      first() <= 1
        ? Promise.resolve(false)
        : replaceWith(first() - LINES_A_PAGE, first() - 1, (older) => {
            const all = [...joinedBefore(older, lines)];
            return all.slice(0, beginningCount(all));
          }),
    /** Reads the page after; drops the oldest lines when there are too many. */
    loadNewer: () =>
      last() >= total
        ? Promise.resolve(false)
        : replaceWith(last() + 1, last() + LINES_A_PAGE, (newer) => {
            const end = last();
            const all = [...lines, ...newer.filter(({ seq }) => seq > end)];
            return all.slice(-endingCount(all));
          }),
    /** Reads what is around a line. */
    goTo: (seq: number) =>
      replaceWith(seq - LINES_A_PAGE / 2, seq + LINES_A_PAGE / 2, (found) => found),
    /** Reads the newest lines. */
    goToEnd: () => replaceWith(total - LINES_A_PAGE + 1, total, (found) => found),
    range,
  };

  function beginningCount(all: StoredLine[]): number {
    return countWithin(all, (index) => all[index]);
  }

  function endingCount(all: StoredLine[]): number {
    return countWithin(all, (index) => all[all.length - 1 - index]);
  }

  function countWithin(all: StoredLine[], at: (index: number) => StoredLine | undefined): number {
    let chars = 0;
    for (let count = 0; count < all.length; count++) {
      chars += at(count)?.text.length ?? 0;
      if (count > 0 && (count >= keptLines || chars > keptChars)) return count;
    }
    return all.length;
  }
}

function joinedBefore(older: StoredLine[], lines: StoredLine[]): StoredLine[] {
  const start = lines[0]?.seq ?? Number.POSITIVE_INFINITY;
  return [...older.filter(({ seq }) => seq < start), ...lines];
}
