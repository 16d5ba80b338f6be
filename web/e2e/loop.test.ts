import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endTrainingsAfterEach, TRAINER } from '../../server/runs/training.fixture.ts';
import { serverProcessFactory } from '../../server/serverProcess.fixture.ts';
import { chromiumPath, launchBrowser, problemsOf } from './browser.fixture.ts';

const reason = chromiumPath ? '' : ' (skipped: no Chromium; install it, or set CHROMIUM)';

describe.skipIf(!chromiumPath)(`Someone who has nothing yet${reason}`, () => {
  const servers = serverProcessFactory();
  const homes = endTrainingsAfterEach();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  afterEach(() => page?.close());

  it('is led from an empty page to a training that is watched', async () => {
    const server = await servers.start(await servers.home(), { TUNIX_PYTHON: TRAINER });
    homes.push(server.home);
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    const problems = problemsOf(page);

    await page.goto(server.url);
    await nextStep('Import traces');
    await page.getByRole('button', { name: 'Import 300 sample traces' }).first().click();
    await page.getByTestId('import').getByText('300 traces stored.').waitFor();
    await page.getByTestId('trace-count').getByText('300 traces', { exact: true }).waitFor();

    await page.getByRole('link', { name: 'Tunix RT' }).click();
    await nextStep('Build a dataset');
    await page.getByTestId('preview-counts').filter({ hasText: '100 of 300' }).waitFor();
    await page.getByLabel('Name').fill('first');
    await page.getByRole('button', { name: 'Build dataset' }).click();
    await page.getByRole('heading', { level: 1, name: 'first-v1' }).waitFor();

    await page.getByRole('link', { name: 'Tunix RT' }).click();
    await nextStep('Write a manifest');
    await page.getByRole('button', { name: 'Use fitting values' }).click();
    await page.getByRole('button', { name: 'Dry-run' }).click();
    await page.getByText('Training would work.').waitFor();
    await page.getByRole('button', { name: 'Run with Tunix' }).click();

    await page.waitForURL(/\/runs\//);
    await page.getByTestId('toast').waitFor({ state: 'detached' });
    await page.locator('[data-testid="run-header"][data-status="COMPLETED"]').waitFor();
    expect(problems).toEqual([]);
  });

  const nextStep = (name: string) =>
    page.getByTestId('next-step').getByRole('link', { name }).click();
});
