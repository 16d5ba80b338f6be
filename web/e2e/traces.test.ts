import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { buildDataset, storeTraces, sum, sums, thoughts } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test;

describeInBrowser('The pages of traces', () => {
  it('list thousands page by page, and have only those on screen as elements', async ({
    page,
    server,
  }) => {
    await storeTraces(server, sums(1_250).slice(0, 1_000));
    await storeTraces(server, sums(1_250).slice(1_000));
    await page.goto('/traces');
    await count(page, '1,250 traces');
    await row(page, 'What is 1249 + 1249?').waitFor();
    await page.waitForFunction(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      const last = [...document.querySelectorAll<HTMLElement>('[data-testid="trace"]')].at(-1);
      return Number(last?.dataset['index']) > 700;
    });
    expect(await page.getByTestId('trace').count()).toBeLessThan(100);

    await page.getByLabel('Order').selectOption('Oldest first');
    await row(page, 'What is 0 + 0?').waitFor();
    expect(new URL(page.url()).search).toBe('?order=oldest');
  });

  it('are narrowed by search, facets and ranges, all of it in the address, and kept as a view', async ({
    page,
    server,
  }) => {
    await storeTraces(server, sums(60));
    await page.goto('/traces');
    await page.getByRole('button', { name: 'task.kind' }).click();
    await page.getByRole('button', { name: 'even 30' }).click();
    await count(page, '30 traces match');
    await page.getByLabel('Steps from', { exact: true }).fill('3');
    await count(page, '10 traces match');
    await page.getByLabel('Search in prompts, steps and answers').fill('"what is 5"*');
    await count(page, '2 traces match');
    expect(await row(page, 'What is 56 + 56?').locator('mark').textContent()).toBe('What is 56');

    await page.getByLabel('Name of the view').fill('hard ones');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'All traces' }).click();
    await count(page, '60 traces');
    await page.reload();
    await page.getByRole('button', { name: 'Forget the view hard ones' }).click();
    await page.getByTestId('toast').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'hard ones' }).click();
    await count(page, '2 traces match');
    expect(new URL(page.url()).searchParams.getAll('meta')).toEqual(['task.kind="even"']);

    await page.getByRole('button', { name: 'contains “"what is 5"*”' }).click();
    await count(page, '10 traces match');
    await page.goBack();
    await count(page, '2 traces match');

    await page.getByLabel('Search in prompts, steps and answers').fill('so 112');
    await row(page, 'What is 56 + 56?').getByText('step 0: 56 + 56, so 112').waitFor();
    await row(page, 'What is 56 + 56?').getByRole('link').click();
    await page.locator('#step-0[data-linked="true"]').waitFor();
  });

  it('are selected by keyboard or all that match, scored, compared and deleted', async ({
    page,
    server,
  }) => {
    await storeTraces(server, sums(250));
    await page.goto('/traces?order=oldest');
    await row(page, 'What is 0 + 0?').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('X');
    await selected(page, '3 selected');

    await page.getByRole('button', { name: 'Select all 250 that match' }).click();
    await selected(page, '250 selected');
    await page.getByRole('button', { name: 'Score', exact: true }).click();
    await page.getByText('Scored 250 traces.').waitFor();
    await row(page, 'What is 0 + 0?').getByText('6.10').waitFor();
    const build = page.getByRole('link', { name: 'Build dataset' });
    expect(await build.getAttribute('href')).toBe('/datasets/new?limit=250');

    await page.keyboard.press('Escape');
    await page.getByTestId('selected-count').waitFor({ state: 'detached' });
    await page.getByTestId('toast').getByRole('button', { name: 'Undo' }).click();
    await selected(page, '250 selected');
    await page.keyboard.press('Escape');
    await row(page, 'What is 0 + 0?').getByRole('checkbox').check();
    await row(page, 'What is 1 + 1?').getByRole('checkbox').check();
    await page.getByRole('link', { name: 'Compare' }).click();
    await page.getByTestId('difference-count').getByText('parts differ').waitFor();
    await page.goBack();

    await buildDataset(server, { name: 'd', version: '1', limit: 1 });
    await page.getByLabel('Search in prompts, steps and answers').fill('"What is 24"*');
    await count(page, '11 traces match');
    await page.getByLabel('Select all rows').check();
    await selected(page, '11 selected');
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page
      .getByRole('dialog')
      .getByText(/is part of the dataset d-1/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

    await row(page, 'What is 249 + 249?').getByRole('checkbox').uncheck();
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted 10 traces.', { exact: true }).waitFor();
    await count(page, '1 trace matches');
  });

  it('keep their own scores in whatever order they are listed', async ({ page, server }) => {
    await storeTraces(server, sums(30));
    await server.data('mutation { scoreTraces(input: {}) { __typename } }');
    await page.goto('/traces');
    for (const order of ['Best score first', 'Oldest first', 'Worst score first']) {
      await page.getByLabel('Order').selectOption(order);
      await page.locator('[aria-label="Traces"][aria-busy="false"]').waitFor();
      const shown = await page
        .getByTestId('trace')
        .evaluateAll((rows) =>
          rows.map((row) => [
            row.getAttribute('data-trace'),
            Number(row.querySelector('[data-testid="trace-score"]')?.textContent),
          ]),
        );
      const { traces } = await server.data(
        '{ traces(first: 30) { edges { node { id score { score } } } } }',
      );
      const stored = traces.edges.map(
        ({ node }: { node: { id: string; score: { score: number } } }) =>
          [node.id, Number(node.score.score.toFixed(2))] as const,
      );
      expect(shown.length).toBeGreaterThan(10);
      expect(new Map(stored)).toEqual(new Map([...stored, ...(shown as [string, number][])]));
    }
  });

  it('show one of 160 KB, its steps by their links, and what training sees of it', async ({
    page,
    server,
  }) => {
    const long = thoughts(20, 'A step of a long thought. '.repeat(320));
    await storeTraces(server, [sum(0, { steps: long })]);
    await page.goto('/traces');
    await row(page, 'What is 0 + 0?').getByRole('link').click();
    await page.getByRole('heading', { name: '20 steps' }).waitFor();
    await page.getByText('166,4').first().waitFor();

    const step = page.getByRole('region', { name: 'Step 7, think' });
    await step.getByRole('button', { name: 'Show all 8,320 characters' }).waitFor();
    await step.getByRole('link', { name: '7', exact: true }).click();
    expect(new URL(page.url()).hash).toBe('#step-7');
    await page.reload();
    await page.locator('#step-7[data-linked="true"]').waitFor();
    await page.waitForFunction(() => {
      const top = document.getElementById('step-7')?.getBoundingClientRect().top ?? -1;
      return top >= 0 && top < window.innerHeight / 2;
    });

    await page.getByRole('button', { name: 'Score', exact: true }).click();
    await page.getByTestId('score').getByText('100.00').waitFor();
    await page.getByRole('link', { name: 'Training text' }).click();
    const trained = page.getByTestId('training-text').locator('pre mark');
    expect(await trained.textContent()).toMatch(
      /^Reasoning:\n1\. A step.*Answer: 0<end_of_turn>$/s,
    );
    await page.getByRole('link', { name: 'JSON' }).click();
    await page.getByText('"final_answer"').waitFor();
  });

  it('bring one back to where one was in the list', async ({ page, server }) => {
    await storeTraces(server, sums(300));
    await page.goto('/traces');
    await count(page, '300 traces');
    for (let press = 0; press < 50; press++) await page.keyboard.press('j');
    await row(page, 'What is 250 + 250?').locator('a:focus').waitFor();
    const before = await page.evaluate(() => window.scrollY);
    expect(before).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Answer' }).waitFor();
    await page.getByRole('link', { name: 'Training text' }).click();
    await page.getByTestId('training-text').waitFor();
    await page.keyboard.press('Escape');
    await row(page, 'What is 250 + 250?').locator('a:focus').waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(before);

    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Answer' }).waitFor();
    await page.goBack();
    await row(page, 'What is 250 + 250?').locator('a:focus').waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
  });

  it('mark the words that two traces do not share', async ({ page, server }) => {
    const [first, second] = await storeTraces(server, [
      sum(0, { steps: thoughts(1, 'nothing and nothing') }),
      sum(0, { steps: thoughts(1, 'nothing plus nothing') }),
    ]);
    await page.goto(`/traces/${first}`);
    await page.getByRole('link', { name: 'Compare' }).click();
    await page.getByRole('heading', { name: 'Traces of the same prompt' }).waitFor();
    await page.locator(`a[href$="other=${second}"]`).click();
    const difference = page.getByTestId('difference');
    await difference.getByRole('heading', { name: 'Step 1' }).waitFor();
    expect(await difference.locator('[dir] del').allTextContents()).toEqual(['and']);
    expect(await difference.locator('[dir] ins').allTextContents()).toEqual(['plus']);
  });

  it('fit a phone', async ({ page, server }) => {
    await storeTraces(server, sums(30));
    await page.setViewportSize({ width: 390, height: 800 });
    for (const path of ['/traces', '/traces?facet=source', '/traces/compare']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByTestId('trace').or(page.getByLabel('Id of the other')).first().waitFor();
      const { scrollWidth, clientWidth } = await page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }));
      expect(scrollWidth, path).toBeLessThanOrEqual(clientWidth);
    }
  });

  const count = (page: Page, text: string) =>
    page.getByTestId('trace-count').getByText(text, { exact: true }).waitFor();

  const selected = (page: Page, text: string) =>
    page.getByTestId('selected-count').getByText(text, { exact: true }).waitFor();

  const row = (page: Page, prompt: string) =>
    page.getByTestId('trace').filter({ has: page.getByText(prompt, { exact: true }) });
});
