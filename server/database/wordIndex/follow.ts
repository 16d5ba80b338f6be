import { Worker } from 'node:worker_threads';
import type { Order, Place, Progress } from './keepIndex.ts';

/** The index of words, kept in a thread of its own behind what is stored. */
export type WordIndex = {
  /** Waits until all that was stored before is in the index, at most `patience` milliseconds; without it, as long as it takes.
   * @returns how many documents lack still: 0 when it is whole */
  catchUp: (patience?: number) => Promise<number>;
  close: () => Promise<void>;
};

/** The program that keeps the index, by `keepIndex`, and who is told what goes wrong there. */
export type IndexProgram = { program: URL; version: number; onError: (error: unknown) => void };

/** Starts the program that keeps an index up to date. */
export function startIndexing({ program, onError }: IndexProgram, workerData: Place): WordIndex {
  const worker = new Worker(program, { workerData });
  const waiting = new Set<() => void>();
  let [asked, progress, isEnding]: [number, Progress, boolean] = [
    0,
    { lacking: 0, answered: 0 },
    false,
  ];
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('message', (news: Progress) => {
    progress = news;
    if (news.problem) onError(new Error(`The index of words is not kept: ${news.problem}`));
    for (const look of waiting) look();
  });
  worker.on('error', onError);
  ended.then(() => {
    isEnding = true;
    for (const look of waiting) look();
  });

  return {
    async catchUp(patience) {
      if (isEnding) return progress.lacking;
      // Who would wait in vain neither waits nor hurries it.
      if (progress.lacking > DOCUMENTS_PER_MILLISECOND * (patience ?? Number.POSITIVE_INFINITY))
        return progress.lacking;
      const order = ++asked;
      worker.postMessage('catchUp' satisfies Order);
      await new Promise<void>((resolve) => {
        const timer = patience === undefined ? undefined : setTimeout(() => end(), patience);
        const end = () => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const look = () => {
          if (progress.answered >= order || isEnding) end();
        };
        waiting.add(look);
      });
      return progress.answered >= order ? 0 : Math.max(1, progress.lacking);
    },
    async close() {
      isEnding = true;
      for (const look of waiting) look();
      worker.postMessage('end' satisfies Order);
      // What it waits for, such as a table that somebody locked, may never come; a killed index agrees with the rows too.
      const timer = setTimeout(() => worker.terminate(), GRACE);
      await ended;
      clearTimeout(timer);
    },
  };
}

const DOCUMENTS_PER_MILLISECOND = 1;
const GRACE = 3_000;
