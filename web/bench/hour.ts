import { releaseTrainer } from '../../server/testing/training.ts';
import { numberText } from '../src/ui/format/number.ts';
import { megabytes, type PageBench } from './bench.ts';
import { openPage, type Smoothness, together, type WatchedPage } from './page.ts';
import { startBenchRun } from './runs.ts';

const HOUR = 3_600;
// Seconds into the training at which memory is weighed.
const STOPS = [60, HOUR / 2, HOUR];
// So many milliseconds does a second of the training take.
const PAUSE = 15;

/** Pages that are open for an hour's worth of a lively training: its charts, its log, and that with lines wrapped. */
export async function measureHour(bench: PageBench): Promise<void> {
  const id = await startBenchRun(bench, scriptOf(STOPS));
  const tabs = { charts: '', log: '?tab=log', 'log, wrapped': '?tab=log&wrap=1' };
  const pages = await Promise.all(
    Object.entries(tabs).map(async ([name, query]) => {
      const watched = await openPage(bench.browser);
      await watched.page.goto(`${bench.url}/runs/${id}${query}`);
      await reached(watched, STOPS[0] ?? 0);
      const felt: Smoothness[] = [];
      return { ...watched, name, felt, weights: [await weightOf(watched)] };
    }),
  );
  for (const stop of STOPS.slice(1)) {
    await Promise.all(
      pages.map(async (watched) => {
        watched.felt.push(
          await watched.measure(async () => {
            await releaseTrainer(bench, id, `to-${stop}`);
            await reached(watched, stop);
          }),
        );
        watched.weights.push(await weightOf(watched));
      }),
    );
  }
  for (const { name, felt, weights, close } of pages) {
    bench.add(`an hour of events: ${name}`, felt.reduce(together), weights.join(' → '));
    await close();
  }
}

function scriptOf(stops: number[]): string {
  let last = 0;
  const actions = stops.map((stop) => {
    const action = `seconds=${stop - last},${PAUSE},${last + 1}`;
    last = stop;
    return action;
  });
  const [first, ...rest] = actions;
  const waiting = rest.map((action, index) => `wait=to-${stops[index + 1]};${action}`);
  return [`plan=${HOUR}`, first, ...waiting, 'wait=end'].join(';');
}

async function weightOf({ heap, nodes }: WatchedPage): Promise<string> {
  return `${megabytes(await heap())} and ${await nodes()} nodes`;
}

async function reached({ page }: WatchedPage, step: number): Promise<void> {
  await page.getByText(`${numberText(step)} / ${numberText(HOUR)} steps`).waitFor();
}
