import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { buildDataset, createManifest, storeTraces, sum, thoughts } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test;

const TRACES = Array.from({ length: 30 }, (_, index) =>
  sum(index, {
    steps: [{ i: 0, type: 'compute', content: index === 0 ? 'zero '.repeat(400) : 'add' }],
    meta: { kind: index % 2 ? 'odd' : 'even' },
  }),
);

describeInBrowser('The pages of datasets', () => {
  it.beforeEach(({ server }) => storeTraces(server, TRACES));

  it('builds what its preview shows, and keeps what was chosen in the address', async ({
    page,
  }) => {
    await page.goto('/datasets');
    await page.getByText('No datasets yet').waitFor();
    await page.getByRole('link', { name: 'New dataset' }).click();
    await counts(page, '30 of 30 matching traces');

    await page.getByRole('button', { name: 'Add a meta value' }).click();
    await page.getByLabel('Path 1').fill('kind');
    await page.getByLabel('Value 1').fill('odd');
    await counts(page, '15 of 15 matching traces');
    await page.getByRole('radio', { name: /^Random/ }).check();
    await page.getByRole('textbox', { name: 'Seed' }).fill('7');
    await page.getByLabel('At most').fill('0');
    await page.getByText('Expected a whole number, 1 to 100,000, got 0').waitFor();
    await page.getByLabel('At most').fill('4');
    await counts(page, '4 of 15 matching traces');
    await page.waitForURL(/meta=kind%3Dodd&strategy=RANDOM&seed=7&limit=4/);
    await page.reload();
    await counts(page, '4 of 15 matching traces');

    await page.getByRole('button', { name: 'Build dataset' }).click();
    await page.getByText('Expected 1 to 128 characters').waitFor();
    await page.getByLabel('Name').fill('odds');
    await page.getByRole('button', { name: 'Build dataset' }).click();
    await page.getByRole('heading', { level: 1, name: 'odds-v1' }).waitFor();
    await page.getByText('Random, seed 7').waitFor();

    await page.goto('/datasets/new?name=odds&limit=2');
    await counts(page, '2 of 30 matching traces');
    await page.getByRole('button', { name: 'Build dataset' }).click();
    await page.getByText(/odds-v1 exists with another/).waitFor();
    await page.goto('/datasets/new?name=none&search=nothing+has+this');
    await page.getByText('No trace passes the filter').waitFor();
  });

  it('appear by themselves where there were none', async ({ page, server }) => {
    await page.goto('/datasets');
    await page.getByText('No datasets yet').waitFor();
    await buildDataset(server, { name: 'all' });
    await page.getByTestId('dataset').waitFor();
    await page.goto('/manifests');
    await page.getByText('No manifests yet').waitFor();
    await createManifest(server, { datasetKey: 'all-v1' });
    await page.getByTestId('manifest').waitFor();
  });

  it('shows what training sees of each row, and what a shorter limit would drop', async ({
    page,
    server,
  }) => {
    await buildDataset(server, { name: 'all' });
    await page.goto('/datasets/all-v1');
    await page.getByRole('link', { name: 'Rows 30' }).click();
    const rendered = page.getByTestId('rendered');
    await rendered.getByText('Row 1', { exact: true }).waitFor();
    const text = await rendered.locator('pre').textContent();
    expect(text).toContain('<start_of_turn>user\nWhat is 29 + 29?');
    expect(await rendered.locator('pre mark').textContent()).toBe(
      text?.slice(text.indexOf('Reasoning:')),
    );
    await page.keyboard.press('j');
    await rendered.getByText('What is 28 + 28?').waitFor();
    await page.waitForURL(/row=2/);
    await page.getByLabel('Row', { exact: true }).fill('30');
    await page.keyboard.press('Enter');
    await rendered.getByText('What is 0 + 0?').waitFor();
    await page.waitForURL(/row=30/);
    await page.reload();
    await page.getByTestId('rows').locator('[aria-current]').getByText('What is 0 + 0?').waitFor();

    await page.getByRole('link', { name: 'About' }).click();
    await page.getByText('All 30 rows fit').waitFor();
    await page.getByLabel('Longest row, tokens').fill('200');
    await page.getByText('1 of 30 rows would be dropped').waitFor();
    await page.waitForURL(/length=200/);
  });

  it('lists repetitions before it leaves them out, and takes rows out by hand', async ({
    page,
    server,
  }) => {
    const tale = 'once there was a miller who had three sons and left them his mill and his cat';
    await storeTraces(server, [sum(100, { prompt: `${tale}` }), sum(100, { prompt: `${tale}!` })]);
    await page.goto('/datasets/new?name=clean');
    await counts(page, '32 of 32 matching traces');
    await page.getByRole('button', { name: 'Look for repetitions' }).click();
    await page.getByText(/repetitions? would stay: 0 of the same text, 1 near/).waitFor();
    await counts(page, '32 of 32 matching traces');
    await page.getByLabel('Leave out').selectOption('near');
    await page.getByText(/repetitions? left out: 0 of the same text, 1 near/).waitFor();
    await counts(page, '31 of 32 matching traces');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await counts(page, '32 of 32 matching traces');
    await page.getByText('1 kept though they repeat another').waitFor();
    await page.getByRole('button', { name: 'Take out What is 29 + 29?' }).click();
    await page.getByText('1 taken out by hand').waitFor();
    await counts(page, '31 of 31 matching traces');
    await page.getByLabel('Sides', { exact: true }).fill('train=0.8,test=0.1');
    await page.getByText('Expected shares that sum to 1, got 0.9').waitFor();
    await page.getByLabel('Sides', { exact: true }).fill('train=0.8,test=0.2');
    await page
      .getByTestId('preview-splits')
      .filter({ hasText: /train \d+ · test \d+/ })
      .waitFor();
    await page.reload();
    await counts(page, '31 of 31 matching traces');
    await page.getByRole('button', { name: 'Build dataset' }).click();
    await page.getByRole('heading', { level: 1, name: 'clean-v1' }).waitFor();
    const { dataset } = await server.data(
      '{ dataset(key: "clean-v1") { traceCount splits { name traceCount } } }',
    );
    expect(dataset.traceCount).toBe(31);
    const sides = page.getByTestId('splits');
    for (const { name, traceCount } of dataset.splits) {
      await sides.getByRole('row', { name: new RegExp(`^${name} .* ${traceCount} `) }).waitFor();
    }
    await sides.getByRole('link', { name: 'Leaks of test' }).click();
    await page.getByTestId('leaks').filter({ hasText: 'rows stand among the other' }).waitFor();

    await page.getByRole('link', { name: 'Train on it' }).click();
    await page.getByLabel('Evaluate on the side').selectOption('test');
    await page.getByRole('button', { name: 'Use tunix-rt/tiny' }).click();
    await page.getByText('./datasets/clean-v1-test.jsonl').waitFor();

    await page.goto('/datasets/clean-v1');
    await page.getByRole('link', { name: 'Derive' }).click();
    await counts(page, '31 of 31 matching traces');
  });

  it('shows which rows of a dataset stand in another', async ({ page, server }) => {
    await buildDataset(server, { name: 'all' });
    const filter = { meta: [{ path: 'kind', equals: 'even' }] };
    await buildDataset(server, { name: 'even', filter });
    await page.goto('/datasets/all-v1?tab=leaks');
    await page.getByLabel('Look in').fill('even-v1');
    await page.getByTestId('leaks').filter({ hasText: '15 of 30 rows' }).waitFor();
    await page.getByLabel('Look in').fill('odd-v1');
    await page.getByText('There is no dataset "odd-v1"').waitFor();
  });

  it('makes pairs of what scores better and worse, and shows them side by side', async ({
    page,
    server,
  }) => {
    const answers = Array.from({ length: 12 }, (_, index) => [
      sum(200 + index, { finalAnswer: `right ${index}`, steps: thoughts(4, 'at length') }),
      sum(200 + index, { finalAnswer: `wrong ${index}`, steps: thoughts(1, 'short') }),
    ]).flat();
    await storeTraces(server, answers);
    await server.data('mutation { scoreTraces(input: {}) { __typename } }');
    await page.goto('/datasets/new?name=better');
    await page.getByLabel('Rows are').selectOption('PAIRS');
    await page.getByLabel('By the scores of').fill('baseline');
    await counts(page, '12 of 12 possible pairs');
    const pair = page.getByTestId('pair').first();
    await pair
      .getByLabel('Chosen')
      .getByText(/right \d+/)
      .waitFor();
    await pair
      .getByLabel('Rejected')
      .getByText(/wrong \d+/)
      .waitFor();
    await page.getByRole('button', { name: 'Build dataset' }).click();
    await page.getByRole('link', { name: 'Pairs 12' }).click();
    await page.getByTestId('pairs-shown').filter({ hasText: '1 to 10 of 12' }).waitFor();
    await page.getByRole('button', { name: 'Later' }).click();
    await page.getByTestId('pairs-shown').filter({ hasText: '11 to 12 of 12' }).waitFor();
    await page.waitForURL(/pair=11/);
    await page.getByTestId('pair').nth(2).waitFor({ state: 'detached' });
    expect(await page.getByTestId('pair').count()).toBe(2);
  });

  it('downloads the dataset in each format, whole', async ({ page, server }) => {
    await buildDataset(server, { name: 'all' });
    await page.goto('/datasets/all-v1');
    const { dataset } = await server.data('{ dataset(key: "all-v1") { sftSha256 } }');
    for (const [name, lines] of [
      ['tunix_sft', 30],
      ['trace', 30],
      ['training_example', 30],
    ] as const) {
      const content = await download(page, name);
      expect(content.toString().trimEnd().split('\n')).toHaveLength(lines);
      if (name === 'tunix_sft') {
        expect(createHash('sha256').update(content).digest('hex')).toBe(dataset.sftSha256);
      }
    }
    const traces = await download(page, 'traces');
    const again = await server.fetch('/traces/import', {
      method: 'POST',
      body: traces.toString(),
    });
    expect(await again.json()).toMatchObject({ accepted: 0, skipped: 30, rejected: 0, errors: [] });
    expect(JSON.parse((await download(page, 'manifest.json')).toString())).toHaveProperty('digest');
  });

  it('exports what is chosen, after it has shown how that begins and what is left out', async ({
    page,
    server,
  }) => {
    await storeTraces(server, [sum(40, { steps: [], expectedAnswer: '80' })]);
    await buildDataset(server, { name: 'all' });
    await page.goto('/datasets/all-v1');
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export all-v1' });
    const counts = dialog.getByTestId('export-counts');
    const preview = dialog.getByTestId('export-preview');
    await counts.getByText('31 records').waitFor();
    await preview.getByText('"reasoning_content"').first().waitFor();
    await dialog.getByLabel('Reasoning').selectOption('think');
    await preview.getByText('<think>').first().waitFor();
    expect(await preview.getByText('"reasoning_content"').count()).toBe(0);

    await dialog.getByLabel('Format').selectOption('questions');
    await counts
      .getByText('1 record; 30 of the traces left out: they have no expected answer')
      .waitFor();
    expect(await dialog.getByLabel('Reasoning').count()).toBe(0);
    await dialog.getByLabel('File').selectOption('tar');
    await dialog.getByLabel('Licence').fill('cc-by-4.0');
    await page.waitForURL(/export=questions&.*file=tar&licence=cc-by-4.0/);
    await page.reload();
    await preview.getByText('"expected_answer"').waitFor();
    const link = dialog.getByRole('link', { name: 'Download' });
    expect(await link.getAttribute('href')).toBe(
      '/datasets/all-v1/export.tar?format=questions&licence=cc-by-4.0',
    );
    const file = page.waitForEvent('download');
    await link.click();
    expect((await file).suggestedFilename()).toBe('all-v1-questions.tar');

    await dialog.getByLabel('Licence').fill('no licence');
    await counts.getByText(/Expected the name of a licence/).waitFor();
    expect(await link.count()).toBe(0);
    await dialog.getByLabel('Format').selectOption('preference');
    await dialog.getByLabel('File').selectOption('jsonl');
    await counts.getByText(/There is nothing to export. 31 traces are left out/).waitFor();
    await dialog.getByLabel('Least margin').fill('x');
    await page.keyboard.press('Tab');
    await dialog.getByText('Expected a number of 0 or more, got x').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('export'));
    expect(await dialog.count()).toBe(0);
  });

  it('tells two datasets apart, and deletes one after it has said what that means', async ({
    page,
    server,
  }) => {
    await buildDataset(server, { name: 'all' });
    await buildDataset(server, {
      name: 'even',
      filter: { meta: [{ path: 'kind', equals: 'even' }] },
    });
    await page.goto('/datasets/compare?base=all-v1&other=even-v1');
    await page.getByTestId('verdict').filter({ hasText: '15 rows shared' }).waitFor();
    await page.getByText('15 rows only here').waitFor();
    await page.getByText('0 rows only here').waitFor();

    await page.goto('/datasets');
    await page.getByTestId('dataset').nth(1).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'even-v1' }).waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Its 15 traces stay').waitFor();
    await page.getByRole('button', { name: 'Delete the dataset' }).click();
    await page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor();
    await page.getByText('1 in all').waitFor();
    expect(await page.getByTestId('dataset').count()).toBe(1);
    await page.goto('/datasets/even-v1');
    await page.getByRole('heading', { name: 'There is no such dataset' }).waitFor();
  });

  it('fits a phone', async ({ page, server }) => {
    await buildDataset(server, { name: 'all' });
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of [
      '/datasets',
      '/datasets/new',
      '/datasets/all-v1',
      '/datasets/all-v1?tab=rows',
      '/datasets/compare',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (path === '/datasets') await page.getByTestId('dataset').waitFor();
      if (path === '/datasets/new') await counts(page, '30 of 30 matching traces');
      if (path === '/datasets/all-v1?tab=rows')
        await page.getByTestId('rendered').locator('mark').nth(1).waitFor();
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect([path, scrollWidth]).toEqual([path, clientWidth]);
    }
  });

  const counts = (page: Page, text: string) =>
    page.getByTestId('preview-counts').filter({ hasText: text }).waitFor();

  async function download(page: Page, name: string): Promise<Buffer> {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: new RegExp(`^${name}\\b`) }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
});
