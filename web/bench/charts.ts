import type { Page } from 'playwright-core';
import { releaseTrainer } from '../../server/testing/training.ts';
import { megabytes, type PageBench } from './bench.ts';
import { openPage } from './page.ts';
import { startBenchRun } from './runs.ts';

const STEPS = 100_000;

/** Charts of four metrics with 100,000 points each, while they are measured and afterwards. */
export async function measureCharts(bench: PageBench): Promise<void> {
  const { browser, url, add, note } = bench;
  const { page, measure, heap, elements, close } = await openPage(browser);
  const id = await startBenchRun(bench, `waves=10;wait=go;waves=${STEPS}`);
  await page.goto(`${url}/runs/${id}`);
  await page.locator('[data-testid^="chart:"] canvas').first().waitFor();
  const before = await heap();
  const live = await measure(async () => {
    await releaseTrainer(bench, id, 'go');
    await page.locator('[data-testid="run-header"][data-status="COMPLETED"]').waitFor();
    await lastStep(page).first().waitFor();
  });
  add(
    'charts: 400,000 points come',
    live,
    `${(live.redraws / (live.time / 1_000)).toFixed(1)} redraws a second`,
    `${megabytes((await heap()) - before)} more`,
  );
  add(
    'charts of 400,000 points: open',
    await measure(async () => {
      await page.reload();
      await lastStep(page).first().waitFor();
      await page.locator('[data-testid^="chart:"]:visible canvas').last().waitFor();
    }),
    `${await elements()} elements`,
  );
  const opened = await heap();
  add('  move over one of them, 200 times', await measure(() => sweep(page)));
  add(
    '  move the smoothing, 60 times',
    await measure(async () => {
      await page.getByLabel('Smoothing').focus();
      for (let press = 0; press < 30; press++) await page.keyboard.press('ArrowRight');
      for (let press = 0; press < 30; press++) await page.keyboard.press('ArrowLeft');
    }),
  );
  for (const zoom of ['a half', 'a quarter', 'an eighth'])
    add(`  zoom to ${zoom}`, await measure(() => drag(page)));
  add('  move over it, 200 times', await measure(() => sweep(page)));
  add(
    '  show all again',
    await measure(() => page.getByRole('button', { name: /show all/ }).click()),
  );
  add('  as tables', await measure(() => page.getByRole('checkbox', { name: 'Table' }).check()));
  note('  memory that this left behind', megabytes((await heap()) - opened));
  await close();
}

const lastStep = (page: Page) => page.getByRole('img', { name: `at step ${STEPS} is` });

/** Moves the crosshair from left to right. */
async function sweep(page: Page): Promise<void> {
  const { x, y, width, height } = await boxOf(page);
  for (let move = 0; move < 200; move++)
    await page.mouse.move(x + 60 + ((width - 80) * move) / 200, y + height / 2);
}

/** Drags over half of the steps, and waits until they are shown. */
async function drag(page: Page): Promise<void> {
  const { x, y, width, height } = await boxOf(page);
  const before = page.url();
  await page.mouse.move(x + 60 + width * 0.25, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 60 + width * 0.7, y + height / 2, { steps: 20 });
  await page.mouse.up();
  await page.waitForURL((url) => url.href !== before);
}

async function boxOf(page: Page) {
  const box = await page.locator('[data-testid^="chart:"] .u-over').first().boundingBox();
  if (!box) throw new Error('Expected a chart on the page');
  return box;
}
