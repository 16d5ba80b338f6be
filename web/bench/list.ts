import { Readable } from 'node:stream';
import { ADDRESSES } from '../../server/addresses.ts';
import { manyLines } from '../../server/tools/bench/lines.ts';
import { megabytes, type PageBench } from './bench.ts';
import { openPage, scroll } from './page.ts';

const COUNT = 100_000;

/** The list of traces, with as many as it is made for. */
export async function measureList({ browser, client, url, add, note }: PageBench): Promise<void> {
  await client.text(
    ADDRESSES.importTraces,
    Readable.from(manyLines(COUNT)),
    'application/x-ndjson',
  );
  const { page, measure, heap, elements, close } = await openPage(browser);
  const row = page.getByTestId('trace');
  const search = page.getByRole('searchbox', { name: 'Search in prompts' });

  add(
    'list of 100,000: open, until the first rows',
    await measure(async () => {
      await page.goto(`${url}/traces`);
      await row.first().waitFor();
    }),
    `${await elements()} elements`,
  );
  const before = await heap();
  await page.mouse.move(700, 500);
  add(
    '  scroll through 45 pages',
    await measure(() => scroll(page, { times: 300, by: 600 })),
    `${await elements()} elements`,
  );
  add(
    '  on to the far end, all pages',
    await measure(() => page.evaluate(toFarEnd, COUNT - 1)),
    `${await elements()} elements`,
  );
  note('  memory that all its rows took', megabytes((await heap()) - before));
  add('  scroll back from there', await measure(() => scroll(page, { times: 300, by: -600 })));
  add(
    '  jump to the beginning',
    await measure(async () => {
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.locator('[data-index="0"]').waitFor();
    }),
  );
  add(
    '  select all rows',
    await measure(() => page.getByLabel('Select all rows that were read').click()),
  );
  add(
    '  type in the search',
    await measure(async () => {
      await search.pressSequentially('minutes', { delay: 80 });
      await page.getByTestId('trace-count').filter({ hasText: 'match' }).waitFor();
    }),
  );
  await close();
}

/** Scrolls to the end of what is there, again and again, until a row is. */
async function toFarEnd(index: number): Promise<void> {
  while (!document.querySelector(`[data-index="${index}"]`)) {
    window.scrollTo(0, document.body.scrollHeight);
    await new Promise(requestAnimationFrame);
  }
}
