import type { Client } from '../../server/tools/bench/client.ts';
import type { PageBench } from './bench.ts';
import { openPage, scroll, type WatchedPage } from './page.ts';
import { changedTrace, type LongTrace, longTrace } from './texts.ts';

const LENGTH = 160_000;

const TRACES = {
  'one step of 160 KB': longTrace({ steps: 1, length: LENGTH }),
  '20 steps of 8 KB': longTrace({ steps: 20, length: LENGTH }),
  '1,000 steps': longTrace({ steps: 1_000, length: LENGTH }),
};

/** Long traces, read. */
export async function measureTraces({ browser, client, url, add }: PageBench): Promise<void> {
  const watched = await openPage(browser);
  const { page, measure, elements } = watched;
  for (const [name, trace] of Object.entries(TRACES)) {
    const id = await store(client, trace);
    add(
      `trace, ${name}: open`,
      await measure(async () => {
        await page.goto(`${url}/traces/${id}`);
        await page.locator('#answer').waitFor();
      }),
      `${await elements()} elements`,
    );
    if (trace.steps.length < LENGTH / 1_500)
      add(
        '  unfold all',
        await measure(() => page.getByRole('button', { name: 'Unfold all' }).click()),
      );
    add('  scroll to the end and back', await measure(() => thereAndBack(watched)));
    for (const view of ['Training text', 'JSON'])
      add(
        `  its ${view === 'JSON' ? view : 'training text'}`,
        await measure(async () => {
          await page.getByRole('link', { name: view }).click();
          await page.locator('figure code').waitFor();
        }),
        `${await elements()} elements`,
      );
  }
  await watched.close();
}

/** Long traces, compared. */
export async function measureComparison({ browser, client, url, add }: PageBench): Promise<void> {
  const watched = await openPage(browser);
  const { page, measure, elements } = watched;
  for (const [name, trace] of Object.entries(TRACES)) {
    for (const every of [10, 100]) {
      const base = await store(client, trace);
      const other = await store(client, changedTrace(trace, every));
      add(
        `compare ${name}, 1 in ${every} words differs`,
        await measure(async () => {
          await page.goto(`${url}/traces/compare?base=${base}&other=${other}`);
          await page.getByTestId('difference-count').getByText('parts differ').waitFor();
        }),
        `${await elements()} elements`,
      );
      add('  scroll to the end and back', await measure(() => thereAndBack(watched)));
    }
  }
  await watched.close();
}

async function thereAndBack({ page }: WatchedPage): Promise<void> {
  await page.mouse.move(500, 500);
  await scroll(page, { times: 100, by: 800 });
  await scroll(page, { times: 100, by: -800 });
}

async function store(client: Client, input: LongTrace): Promise<string> {
  const { createTrace } = await client.data(
    'mutation ($input: TraceInput!) { createTrace(input: $input) { ... on Trace { id } ... on Error { message } } }',
    { input },
  );
  if (!createTrace.id) throw new Error(createTrace.message);
  return createTrace.id;
}
