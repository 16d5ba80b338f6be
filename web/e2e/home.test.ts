import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ServerProcess } from '../../server/testing/serverProcess.ts';
import { buildDataset, startRun, storeTraces, sums } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test;

const RUN = { datasetKey: 'first-v1', modelId: 'tunix-rt/tiny', training: { batchSize: 1 } };

describeInBrowser('The first page', () => {
  it('leads from nothing to a first run, step by step', async ({ page, server }) => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Tunix RT' }).waitFor();
    await text(page, 'sys:api-status', 'API: healthy');
    await text(page, 'sys:redi-status', 'RediAI: disabled');
    await text(page, 'sys:database-status', 'Database: healthy');
    await text(page, 'sys:tunix-status', 'Tunix: not available');
    await text(page, 'sys:ungar-status', 'UNGAR: not available');
    await page.getByTestId('sys:tunix-card').getByText('pip install').waitFor();
    await text(page, 'loop:traces', /Traces0/);
    await page.getByText(`curl -X POST --data-binary @traces.jsonl ${server.url}`).waitFor();

    // A batch that training can fill.
    await storeTraces(server, sums(8));
    await text(page, 'loop:traces', /Traces8/);
    await page.getByRole('heading', { name: /freeze a dataset/ }).waitFor();

    await runSnippet(page, server);
    await text(page, 'loop:scores', /Scores8/);
    await text(page, 'loop:datasets', /Datasets1first-v1/);
    await page.getByRole('heading', { name: /without training/ }).waitFor();

    await runSnippet(page, server);
    await text(page, 'loop:runs', /Runs1/);
    await page.getByRole('heading', { name: 'Train on first-v1' }).waitFor();
    await page.getByRole('link', { name: 'Open the form' }).waitFor();
  });

  it('shows a run as it is started, and how it ends, without a reload', async ({
    page,
    server,
  }) => {
    await storeTraces(server, sums(3));
    await buildDataset(server);
    await page.goto('/');
    await page.getByText('No runs yet').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));

    const id = await startRun(server, RUN);
    const row = page.locator(`[data-run="${id}"]`);
    await row.getByText('Completed').waitFor();
    await row.getByText('first-v1').waitFor();
    await row.getByText('tunix-rt/tiny').waitFor();
    await text(page, 'loop:runs', /Runs1/);

    const later = await startRun(server, RUN);
    await page.locator(`[data-run="${later}"]`).getByText('Completed').waitFor();
    expect(await shownRuns(page)).toEqual([later, id]);
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  });

  it('says when the server is gone, and catches up when it is back', async ({
    page,
    server,
    problems,
    restart,
  }) => {
    problems.expect(/net::ERR_/);
    await storeTraces(server, sums(3));
    await buildDataset(server);
    const first = await startRun(server, RUN);
    await page.goto('/');
    await page.locator(`[data-run="${first}"]`).getByText('Completed').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    await server.end('SIGKILL');
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await text(page, 'sys:api-status', 'API: unreachable');
    await text(page, 'sys:database-status', 'Database: unknown');
    expect(await shownRuns(page)).toEqual([first]);

    await restart();
    const missed = await startRun(server, RUN);
    await page.getByText('Live', { exact: true }).waitFor();
    await text(page, 'sys:api-status', 'API: healthy');
    await page.locator(`[data-run="${missed}"]`).getByText('Completed').waitFor();
    await text(page, 'loop:runs', /Runs2/);
  });

  it('leads on when the server is back, where a page did not come without it', async ({
    page,
    server,
    problems,
    restart,
  }) => {
    problems.expect(/net::ERR_/);
    await page.goto('/');
    await page.getByText('Live', { exact: true }).waitFor();
    await server.end('SIGKILL');
    await page.getByRole('link', { name: 'Manifests' }).first().click();
    await page.getByText("The server can't be reached.").waitFor();
    await restart();
    await page.getByRole('heading', { level: 1, name: 'Manifests' }).waitFor();
  });

  it('answers an address that it does not know with a way home', async ({ page }) => {
    await page.goto('/nowhere');
    await page.getByText('/nowhere', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tunix RT' }).waitFor();
  });

  it('keeps the theme that was chosen, and can be used by keyboard alone', async ({ page }) => {
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.getByRole('button', { name: 'Menu' }).press('Enter');
    await page.getByRole('radio', { name: 'system' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('radio', { name: 'roomy' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.reload();
    await page.getByRole('button', { name: 'Menu' }).click();
    expect(await page.getByRole('radio', { name: 'dark' }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'compact' }).isChecked()).toBe(true);
    const look = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return { colorScheme: style.colorScheme, row: style.getPropertyValue('--row') };
    });
    expect(look).toEqual({ colorScheme: 'dark', row: '1.75rem' });
  });

  it('fits a phone', async ({ page, server }) => {
    await storeTraces(server, sums(3));
    await buildDataset(server);
    const id = await startRun(server, RUN);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('/');
    await page.locator(`[data-run="${id}"]`).getByText('Completed').waitFor();
    await page.getByTestId('sys:ungar-status').waitFor();
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow).toBeLessThanOrEqual(0);
  });

  const text = (page: Page, testId: string, content: string | RegExp) =>
    page.getByTestId(testId).filter({ hasText: content }).waitFor();

  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

  const shownRuns = (page: Page) =>
    page.getByTestId('run').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-run')));

  async function runSnippet(page: Page, server: ServerProcess) {
    const code = await page.getByTestId('next-step').locator('pre').first().textContent();
    await server.data(code ?? '');
  }
});
