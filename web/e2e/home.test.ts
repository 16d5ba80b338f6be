import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { ServerProcess } from '../../server/testing/serverProcess.ts';
import { chromiumPath } from './browser.fixture.ts';
import { reason, test } from './workbench.fixture.ts';

const it = test;

describe.skipIf(!chromiumPath)(`The first page${reason}`, () => {
  it('leads from nothing to a first run, step by step', async ({ page, server, problems }) => {
    await page.goto(server.url);
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
    await importTraces(server, 8);
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
    expect(problems).toEqual([]);
  });

  it('shows a run as it is started, and how it ends, without a reload', async ({
    page,
    server,
    problems,
  }) => {
    await importTraces(server, 3);
    await buildDataset(server);
    await page.goto(server.url);
    await page.getByText('No runs yet').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));

    const id = await startRun(server);
    const row = page.locator(`[data-run="${id}"]`);
    await row.getByText('Completed').waitFor();
    await row.getByText('first-v1').waitFor();
    await row.getByText('tunix-rt/tiny').waitFor();
    await text(page, 'loop:runs', /Runs1/);

    const later = await startRun(server);
    await page.locator(`[data-run="${later}"]`).getByText('Completed').waitFor();
    expect(await shownRuns(page)).toEqual([later, id]);
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
    expect(problems).toEqual([]);
  });

  it('says when the server is gone, and catches up when it is back', async ({
    page,
    server,
    problems,
    servers,
  }) => {
    await importTraces(server, 3);
    await buildDataset(server);
    const first = await startRun(server);
    await page.goto(server.url);
    await page.locator(`[data-run="${first}"]`).getByText('Completed').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    await server.end('SIGKILL');
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await text(page, 'sys:api-status', 'API: unreachable');
    await text(page, 'sys:database-status', 'Database: unknown');
    expect(await shownRuns(page)).toEqual([first]);

    const { port } = new URL(server.url);
    await servers.start(server.home, { PORT: port });
    const missed = await startRun(server);
    await page.getByText('Live', { exact: true }).waitFor();
    await text(page, 'sys:api-status', 'API: healthy');
    await page.locator(`[data-run="${missed}"]`).getByText('Completed').waitFor();
    await text(page, 'loop:runs', /Runs2/);
    expect(problems.filter((problem) => !problem.includes('net::ERR_'))).toEqual([]);
  });

  it('leads on when the server is back, where a page did not come without it', async ({
    page,
    server,
    problems,
    servers,
  }) => {
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

  it('answers an address that it does not know with a way home', async ({
    page,
    server,
    problems,
  }) => {
    await page.goto(`${server.url}/nowhere`);
    await page.getByText('/nowhere', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tunix RT' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('keeps the theme that was chosen, and can be used by keyboard alone', async ({
    page,
    server,
  }) => {
    await page.goto(server.url);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.getByRole('radio', { name: 'system' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.reload();
    expect(await page.getByRole('radio', { name: 'dark' }).isChecked()).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(
      'dark',
    );
  });

  it('fits a phone', async ({ page, server }) => {
    await importTraces(server, 3);
    await buildDataset(server);
    const id = await startRun(server);
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

  const text = (page: Page, testId: string, content: string | RegExp) =>
    page.getByTestId(testId).filter({ hasText: content }).waitFor();

  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

  const shownRuns = (page: Page) =>
    page.getByTestId('run').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-run')));

  async function runSnippet(page: Page, server: ServerProcess) {
    const code = await page.getByTestId('next-step').locator('pre').first().textContent();
    await server.data(code ?? '');
  }

  async function importTraces(server: ServerProcess, count: number) {
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

  const buildDataset = (server: ServerProcess) =>
    server.data(
      'mutation { buildDataset(input: { name: "first", version: "v1" }) { ... on Dataset { key } } }',
    );

  async function startRun(server: ServerProcess): Promise<string> {
    const { startRun } = await server.data(
      `mutation { startRun(input: {
        datasetKey: "first-v1", modelId: "tunix-rt/tiny", training: { batchSize: 1 }
      }) { ... on Run { id } } }`,
    );
    return startRun.id;
  }
});
