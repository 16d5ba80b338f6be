import type { Browser } from 'playwright-core';
import type { Client } from '../../server/tools/bench/client.ts';
import type { Smoothness } from './page.ts';

/** What measurements work with, and where they go. */
export type PageBench = {
  browser: Browser;
  client: Client;
  url: string;
  /** The folder with the runs. */
  home: string;
  /** Notes what was felt, with more that was found. */
  add: (name: string, smoothness: Smoothness, ...notes: string[]) => void;
  /** Notes something else than smoothness. */
  note: (name: string, ...notes: string[]) => void;
};

const WIDTH = 56;

/** Lines of a table, printed as they are measured. */
export function createTable(): Pick<PageBench, 'add' | 'note'> {
  print('', 'time', 'work', 'over 50 ms', 'longest', 'slowest frame');
  return {
    add: (name, { time, work, longTasks, longestTask, slowestFrame }, ...notes) =>
      print(
        name,
        timeText(time),
        work === null ? '–' : timeText(work),
        String(longTasks),
        longTasks === 0 ? '–' : `${Math.round(longestTask)} ms`,
        `${Math.round(slowestFrame)} ms`,
        ...notes,
      ),
    note: (name, ...notes) => print(name, '', '', '', '', '', ...notes),
  };
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function timeText(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

function print(name: string, ...cells: string[]): void {
  const [time = '', work = '', longTasks = '', longest = '', frame = '', ...notes] = cells;
  const columns = [
    name.padEnd(WIDTH),
    time.padStart(8),
    work.padStart(8),
    longTasks.padStart(11),
    longest.padStart(9),
    frame.padStart(14),
    notes.join(', '),
  ];
  console.log(columns.join('  ').trimEnd());
}
