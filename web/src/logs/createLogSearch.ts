import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import type { RunLogSource } from './createRunLog.ts';
import { hitsIn, type LogRow, type RowChoice, rowsOf } from './lines.ts';
import { LINES_A_PAGE } from './window.ts';

const MOST_HITS = 100_000;

/** Finds a text on the rows in memory, and on request on those of all lines that are stored. */
export function createLogSearch(
  log: RunLogSource,
  { find, rows, choice }: { find: Accessor<string>; rows: Accessor<LogRow[]>; choice: RowChoice },
) {
  const [current, setCurrent] = createSignal<number | null>(null);
  const [scanned, setScanned] = createSignal<{ hits: number[]; upTo: number } | null>(null);
  const [isScanning, setScanning] = createSignal(false);
  let scan = 0;
  const forget = () => {
    scan += 1;
    setScanning(false);
    setScanned(null);
    setCurrent(null);
  };
  createEffect(on([find, () => choice.stream, () => choice.isRaw], forget, { defer: true }));
  onCleanup(forget);

  const hits = createMemo(() => {
    const inMemory = hitsIn(rows(), find());
    const before = scanned();
    return before ? [...before.hits, ...inMemory.filter((seq) => seq > before.upTo)] : inMemory;
  });

  const scanAll = async () => {
    scan += 1;
    const ticket = scan;
    const text = find();
    const total = log.state()?.total ?? 0;
    const found: number[] = [];
    setScanning(true);
    for (let from = 1; from <= total && found.length < MOST_HITS; from += LINES_A_PAGE) {
      const lines = await log
        .range(from, Math.min(total, from + LINES_A_PAGE - 1))
        .catch(() => null);
      if (ticket !== scan) return;
      if (!lines) break;
      found.push(...hitsIn(rowsOf(lines, choice), text));
      setScanned({ hits: found, upTo: Math.min(total, from + LINES_A_PAGE - 1) });
    }
    setScanning(false);
  };

  return {
    hits,
    current,
    /** How far all lines were searched, while or after that was asked for. */
    scannedUpTo: () => scanned()?.upTo ?? null,
    isScanning,
    scanAll,
    /** The next or the last hit from where the search is, or else from a line. */
    step(by: 1 | -1, from: number): number | null {
      const start = current() ?? from;
      const all = hits();
      const next =
        by > 0
          ? (all.find((seq) => seq > start) ?? all[0])
          : (all.findLast((seq) => seq < start) ?? all.at(-1));
      setCurrent(next ?? null);
      return next ?? null;
    },
  };
}
