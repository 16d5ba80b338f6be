import { releaseTrainer } from '../../server/testing/training.ts';
import { megabytes, type PageBench } from './bench.ts';
import { openPage, scroll } from './page.ts';
import { startBenchRun } from './runs.ts';

const COUNT = 200_000;

/** A long log while it is printed, and when it is read afterwards. */
export async function measureLog(bench: PageBench): Promise<void> {
  for (const look of ['', '&wrap=1']) await measureStream(bench, look);
  await measureReading(bench);
}

async function measureStream(bench: PageBench, look: string): Promise<void> {
  const { page, measure, heap, elements, close } = await openPage(bench.browser);
  const id = await startBenchRun(bench, `say=ready;wait=go;lines=${COUNT}`);
  await page.goto(`${bench.url}/runs/${id}?tab=log${look}`);
  await page.locator('[data-line]').filter({ hasText: 'ready' }).waitFor();
  const before = await heap();
  const smoothness = await measure(async () => {
    await releaseTrainer(bench, id, 'go');
    await page.locator('[data-line]').getByText(`line ${COUNT}`, { exact: true }).waitFor();
  });
  bench.add(
    `log: 200,000 lines come${look ? ', wrapped' : ''}`,
    smoothness,
    `${await elements()} elements`,
    `${megabytes((await heap()) - before)} more`,
  );
  await close();
}

async function measureReading(bench: PageBench): Promise<void> {
  const { browser, url, add, note } = bench;
  const { page, measure, heap, close } = await openPage(browser);
  const id = await startBenchRun(bench, `lines=${COUNT};say=all`);
  await page.goto(`${url}/runs/${id}?tab=log`);
  await page.getByText('Ended', { exact: true }).first().waitFor();
  const line = (number: number) =>
    page.locator('[data-line]').getByText(`line ${number}`, { exact: true });
  add(
    'log of 200,000 lines: open',
    await measure(async () => {
      await page.reload();
      await line(COUNT).waitFor();
    }),
  );
  const before = await heap();
  await page.mouse.move(500, 600);
  add('  scroll up by the wheel', await measure(() => scroll(page, { times: 300, by: -600 })));
  add(
    '  jump to the first line',
    await measure(async () => {
      await page.getByRole('button', { name: 'First line' }).click();
      await line(1).waitFor();
    }),
  );
  add('  scroll from there to the last', await measure(() => page.evaluate(through, COUNT)));
  add('  and back', await measure(() => page.evaluate(through, 1)));
  note('  memory that this left behind', megabytes((await heap()) - before));
  const hits = page.getByTestId('log-hits');
  add(
    '  type in the search',
    await measure(async () => {
      await page.getByLabel('Search the log').pressSequentially('line 77', { delay: 80 });
      await hits.waitFor();
    }),
  );
  add(
    '  search all of it',
    await measure(async () => {
      await page.getByRole('button', { name: /^Search all/ }).click();
      await hits.filter({ hasText: 'searched' }).waitFor();
      await hits.filter({ hasNotText: 'searched' }).waitFor();
    }),
    (await hits.innerText()).trim(),
  );
  add(
    '  go through 50 hits',
    await measure(async () => {
      for (let hit = 0; hit < 50; hit++) await page.getByLabel('Search the log').press('Enter');
    }),
  );
  await close();
}

/** Scrolls three screens a frame, until a line is in sight. */
async function through(line: number): Promise<void> {
  const list = document.querySelector('[aria-label="Log lines"]');
  const by = line > 1 ? 2_000 : -2_000;
  while (list && !list.querySelector(`[href="#L${line}"]`)) {
    list.scrollBy(0, by);
    await new Promise(requestAnimationFrame);
  }
}
