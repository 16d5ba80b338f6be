import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ServerProcess, serverProcessFactory } from '../../server/testing/serverProcess.ts';
import { chromiumPath, launchBrowser, watchProblems } from './browser.fixture.ts';

const reason = chromiumPath ? '' : ' (skipped: no Chromium; install it, or set CHROMIUM)';

describe.skipIf(!chromiumPath)(`The first page${reason}`, () => {
  const servers = serverProcessFactory();
  let browser: Browser;
  let server: ServerProcess;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    server = await servers.start(await servers.home());
    page = await browser.newPage();
    problems = watchProblems(page);
  });
  afterEach(() => page?.close());

  it('leads from nothing to a first run, step by step', async () => {
    await page.goto(server.url);
    await page.getByRole('heading', { level: 1, name: 'Tunix RT' }).waitFor();
    await text('sys:api-status', 'API: healthy');
    await text('sys:redi-status', 'RediAI: disabled');
    await text('sys:database-status', 'Database: healthy');
    await text('sys:tunix-status', 'Tunix: not available');
    await text('sys:ungar-status', 'UNGAR: not available');
    await page.getByTestId('sys:tunix-card').getByText('pip install').waitFor();
    await text('loop:traces', /Traces0/);
    await page.getByText(`curl -X POST --data-binary @traces.jsonl ${server.url}`).waitFor();

    // A batch that training can fill.
    await importTraces(8);
    await text('loop:traces', /Traces8/);
    await page.getByRole('heading', { name: /freeze a dataset/ }).waitFor();

    await runSnippet();
    await text('loop:scores', /Scores8/);
    await text('loop:datasets', /Datasets1first-v1/);
    await page.getByRole('heading', { name: /without training/ }).waitFor();

    await runSnippet();
    await text('loop:runs', /Runs1/);
    await page.getByRole('heading', { name: 'Train on first-v1' }).waitFor();
    await page.getByRole('link', { name: 'Open the form' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('shows a run as it is started, and how it ends, without a reload', async () => {
    await importTraces(3);
    await buildDataset();
    await page.goto(server.url);
    await page.getByText('No runs yet').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));

    const id = await startRun();
    const row = page.locator(`[data-run="${id}"]`);
    await row.getByText('Completed').waitFor();
    await row.getByText('first-v1').waitFor();
    await row.getByText('tunix-rt/tiny').waitFor();
    await text('loop:runs', /Runs1/);

    const later = await startRun();
    await page.locator(`[data-run="${later}"]`).getByText('Completed').waitFor();
    expect(await shownRuns()).toEqual([later, id]);
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
    expect(problems).toEqual([]);
  });

  it('says when the server is gone, and catches up when it is back', async () => {
    await importTraces(3);
    await buildDataset();
    const first = await startRun();
    await page.goto(server.url);
    await page.locator(`[data-run="${first}"]`).getByText('Completed').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    await server.end('SIGKILL');
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await text('sys:api-status', 'API: unreachable');
    await text('sys:database-status', 'Database: unknown');
    expect(await shownRuns()).toEqual([first]);

    const { port } = new URL(server.url);
    await servers.start(server.home, { PORT: port });
    const missed = await startRun();
    await page.getByText('Live', { exact: true }).waitFor();
    await text('sys:api-status', 'API: healthy');
    await page.locator(`[data-run="${missed}"]`).getByText('Completed').waitFor();
    await text('loop:runs', /Runs2/);
    expect(problems.filter((problem) => !problem.includes('net::ERR_'))).toEqual([]);
  });

  it('leads on when the server is back, where a page did not come without it', async () => {
    await page.goto(server.url);
    await page.getByText('Live', { exact: true }).waitFor();
    await server.end('SIGKILL');
    await page.getByRole('link', { name: 'Manifests' }).first().click();
    await page.getByText("The server can't be reached.").waitFor();
    const { port } = new URL(server.url);
    await servers.start(server.home, { PORT: port });
    await page.getByRole('heading', { level: 1, name: 'Manifests' }).waitFor();
    expect(problems.filter((problem) => !problem.includes('net::ERR_'))).toEqual([]);
  });

  it('answers an address that it does not know with a way home', async () => {
    await page.goto(`${server.url}/nowhere`);
    await page.getByText('/nowhere', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tunix RT' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('keeps the theme that was chosen, and can be used by keyboard alone', async () => {
    await page.goto(server.url);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.getByRole('radio', { name: 'system' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.reload();
    expect(await page.getByRole('radio', { name: 'dark' }).isChecked()).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(
      'dark',
    );
  });

  it('fits a phone', async () => {
    await importTraces(3);
    await buildDataset();
    const id = await startRun();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(server.url);
    await page.locator(`[data-run="${id}"]`).getByText('Completed').waitFor();
    await page.getByTestId('sys:ungar-status').waitFor();
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow).toBeLessThanOrEqual(0);
  });

  const text = (testId: string, content: string | RegExp) =>
    page.getByTestId(testId).filter({ hasText: content }).waitFor();

  const focused = () => page.evaluate(() => document.activeElement?.textContent);

  const shownRuns = () =>
    page.getByTestId('run').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-run')));

  async function runSnippet() {
    const code = await page.getByTestId('next-step').locator('pre').first().textContent();
    await server.data(code ?? '');
  }

  async function importTraces(count: number) {
    const lines = Array.from({ length: count }, (_, index) =>
      JSON.stringify({
        trace_version: '1.0',
        prompt: `What is ${index} + ${index}?`,
        final_answer: String(index + index),
        steps: [{ i: 0, type: 'compute', content: `${index} + ${index} = ${index + index}` }],
      }),
    );
    const response = await server.fetch('/traces/import', {
      method: 'POST',
      body: lines.join('\n'),
    });
    expect(await response.json()).toMatchObject({ accepted: count, rejected: 0 });
  }

  const buildDataset = () =>
    server.data(
      'mutation { buildDataset(input: { name: "first", version: "v1" }) { ... on Dataset { key } } }',
    );

  async function startRun(): Promise<string> {
    const { startRun } = await server.data(
      `mutation { startRun(input: {
        datasetKey: "first-v1", modelId: "tunix-rt/tiny", training: { batchSize: 1 }
      }) { ... on Run { id } } }`,
    );
    return startRun.id;
  }
});
