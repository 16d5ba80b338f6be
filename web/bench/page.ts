import type { Browser, Page } from 'playwright-core';
import { observe } from './observe.ts';

/** What a reader felt while something was done: times in milliseconds. */
export type Smoothness = {
  time: number;
  /** How long the page's main thread had a core to work on; not known of a page that was opened meanwhile. */
  work: number | null;
  /** Tasks in which the page could not react for more than 50 ms. */
  longTasks: number;
  longestTask: number;
  slowestFrame: number;
  /** Of the chart that was drawn the most. */
  redraws: number;
};

export type WatchedPage = Awaited<ReturnType<typeof openPage>>;

const SIZE = { width: 1280, height: 900 };
const PATIENCE = 180_000;

/** A page with a profile and a process of its own, that is watched for how smooth it is. */
export async function openPage(browser: Browser) {
  const context = await browser.newContext({ viewport: SIZE });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => console.error(String(error)));
  await page.addInitScript(observe);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metric = async (wanted: string) => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  };
  return {
    page,
    async measure(work: () => Promise<unknown>): Promise<Smoothness> {
      await page.evaluate(forget);
      const before = await metric('TaskDuration');
      const origin = await page.evaluate(() => performance.timeOrigin);
      const start = performance.now();
      await work();
      const time = performance.now() - start;
      await settle(page);
      const busy = ((await metric('TaskDuration')) - before) * 1_000;
      const isSame = origin === (await page.evaluate(() => performance.timeOrigin));
      return { time, work: isSame ? busy : null, ...(await page.evaluate(felt)) };
    },
    /** The memory that JavaScript holds, in bytes, when nothing is left to collect. */
    async heap(): Promise<number> {
      await devtools.send('HeapProfiler.collectGarbage');
      return (await devtools.send('Runtime.getHeapUsage')).usedSize;
    },
    nodes: () => metric('Nodes'),
    /** How many elements the document has. */
    elements: () => page.evaluate(() => document.querySelectorAll('*').length),
    close: () => context.close(),
  };
}

/** What was felt in two stretches, one after the other. */
export function together(one: Smoothness, other: Smoothness): Smoothness {
  return {
    time: one.time + other.time,
    work: one.work === null || other.work === null ? null : one.work + other.work,
    longTasks: one.longTasks + other.longTasks,
    longestTask: Math.max(one.longestTask, other.longestTask),
    slowestFrame: Math.max(one.slowestFrame, other.slowestFrame),
    redraws: one.redraws + other.redraws,
  };
}

/** Turns the wheel so many times, as fast as the page takes it. */
export async function scroll(page: Page, { times, by }: { times: number; by: number }) {
  for (let turn = 0; turn < times; turn++) await page.mouse.wheel(0, by);
}

function forget(): void {
  // An empty page is not watched.
  if (!globalThis.smoothness) return;
  smoothness.longTasks = [];
  smoothness.slowestFrame = 0;
  smoothness.redraws = new Map();
}

function felt(): Omit<Smoothness, 'time' | 'work'> {
  const { longTasks, slowestFrame, redraws } = smoothness;
  return {
    longTasks: longTasks.length,
    longestTask: Math.max(0, ...longTasks),
    slowestFrame,
    redraws: Math.max(0, ...redraws.values()),
  };
}

/** Waits until what was begun is drawn, and its long tasks are told. */
function settle(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100)));
      }),
  );
}
