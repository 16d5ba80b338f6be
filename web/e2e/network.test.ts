import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  buildSample,
  ended,
  endTrainingsAfterEach,
  letGoOn,
  linesOf,
  pointsOf,
  printed,
  runOf,
  startTraining,
  TRAINER,
} from '../../server/runs/training.fixture.ts';
import { type ServerProcess, serverProcessFactory } from '../../server/serverProcess.fixture.ts';
import { until } from '../../server/until.fixture.ts';
import { chromiumPath, launchBrowser } from './browser.fixture.ts';
import { type Network, networkFactory } from './network.fixture.ts';

const reason = chromiumPath ? '' : ' (skipped: no Chromium; install it, or set CHROMIUM)';

describe.skipIf(!chromiumPath)(`With a network that comes and goes${reason}`, () => {
  const servers = serverProcessFactory();
  const homes = endTrainingsAfterEach();
  const openNetwork = networkFactory();
  const pages: Page[] = [];
  let browser: Browser;
  let server: ServerProcess;
  let network: Network;
  let problems: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    problems = [];
    server = await servers.start(await servers.home(), {
      TUNIX_PYTHON: TRAINER,
      UNGAR_PYTHON: '/nonexistent/python',
    });
    homes.push(server.home);
    await buildSample(server);
    network = await openNetwork(server.url);
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
  });

  it('a log and charts have no gap and nothing twice', async () => {
    const id = await startTraining(
      server,
      `plan=${3 * STRETCH};lines=1500,both;stretch=${STRETCH},1;wait=go1;stretch=${STRETCH},4;wait=go2;stretch=${STRETCH},4;wait=end`,
    );
    await step(id, STRETCH);
    const log = await open(`/runs/${id}?tab=log&raw=1`);
    const charts = await open(`/runs/${id}`);
    for (const page of [log, charts]) await connection(page, 'Live');

    for (const round of [1, 2]) {
      await letGoOn(server, id, `go${round}`);
      for (const share of [0.2, 0.4]) {
        await step(id, (round + share) * STRETCH);
        network.cut();
        for (const page of [log, charts]) await connection(page, 'Reconnecting');
        network.restore();
        for (const page of [log, charts]) await connection(page, 'Live');
      }
      await step(id, (round + 0.6) * STRETCH);
      network.cut();
      await step(id, (round + 1) * STRETCH);
      for (const page of [log, charts]) await connection(page, 'Reconnecting');
      network.restore();
      for (const page of [log, charts]) await connection(page, 'Live');
    }

    await charts.getByText(`${3 * STRETCH} / ${3 * STRETCH} steps`).waitFor();
    await letGoOn(server, id, 'end');
    for (const page of [log, charts]) await connection(page, 'Ended');
    await expectWholeLog(log, id);
    await expectWholeChart(charts, id);
    await expectCalm();
  });

  it.each([
    ['holds what is sent', () => network.restore()],
    ['forgets its connections', () => network.restoreForNew()],
  ])('a log and charts make up for a silence in which it %s', async (_what, restore) => {
    const id = await startTraining(
      server,
      `plan=${2 * STRETCH};stretch=${STRETCH},1;wait=go;stretch=${STRETCH},4;wait=end`,
    );
    const log = await open(`/runs/${id}?tab=log&raw=1`);
    const charts = await open(`/runs/${id}`);
    for (const page of [log, charts]) await connection(page, 'Live');
    await step(id, STRETCH);
    await letGoOn(server, id, 'go');
    await step(id, 1.2 * STRETCH);
    network.freeze();
    await step(id, 1.4 * STRETCH);
    for (const page of [log, charts]) {
      await page.clock.fastForward(UNTIL_PING);
      await page.clock.fastForward(UNTIL_GIVEN_UP);
      await connection(page, 'Reconnecting');
    }
    await step(id, 2 * STRETCH);
    restore();
    for (const page of [log, charts]) {
      await page.clock.fastForward(UNTIL_PING);
      await connection(page, 'Live');
    }
    await charts.getByText(`${2 * STRETCH} / ${2 * STRETCH} steps`).waitFor();
    await letGoOn(server, id, 'end');
    for (const page of [log, charts]) await connection(page, 'Ended');
    await expectWholeLog(log, id);
    await expectWholeChart(charts, id);
    await expectCalm();
  });

  it('a page that asked a silent network asks again', async () => {
    const id = await startTraining(server, 'plan=3;lines=20;steps=1;wait=end');
    const page = await open(`/runs/${id}?tab=log`);
    await page.getByText('Lines 1 to 21 of 21').waitFor();
    await page.getByRole('link', { name: 'Metrics' }).click();
    await page.getByTestId('chart:loss').waitFor();
    network.freeze();
    await page.getByRole('link', { name: 'Log' }).click();
    for (let asked = 0; asked < 8; asked++)
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.clock.fastForward(UNTIL_PING);
    await page.clock.fastForward(UNTIL_GIVEN_UP);
    await connection(page, 'Reconnecting');
    await page.getByRole('alert').getByText('The server does not answer').waitFor();
    network.restoreForNew();
    await page.clock.fastForward(UNTIL_PING);
    await connection(page, 'Live');
    await page.getByText('Lines 1 to 21 of 21').waitFor();
    await letGoOn(server, id, 'end');
    await connection(page, 'Ended');
    await expectCalm();
  });

  it('the part of a page that could not be fetched says so', async () => {
    const id = await startTraining(server, 'plan=3;lines=20;steps=1;wait=end');
    const page = await open(`/runs/${id}`);
    await page.getByTestId('chart:loss').waitFor();
    network.cut();
    await connection(page, 'Reconnecting');
    await page.getByRole('link', { name: 'Log' }).click();
    await page.getByText('This part of the page did not load').waitFor();
    network.restore();
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await page.getByText('Lines 1 to 21 of 21').waitFor();
    await expectCalm();
  });

  it('older lines of a log are asked for once while it is away, and again when it is back', async () => {
    const id = await startTraining(server, 'plan=3;lines=3000;wait=end');
    await printed(server, id, 'line 3000');
    const page = await open(`/runs/${id}?tab=log`);
    await page.getByText('Lines 2,001 to 3,000 of 3,000').waitFor();
    network.cut();
    await connection(page, 'Reconnecting');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.postData() ?? ''));
    await page.getByLabel('Log lines').evaluate((list) => list.scrollTo(0, 0));
    await page.getByRole('alert').getByText('The server does not answer').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').getByText('The server does not answer').waitFor();
    network.restore();
    await connection(page, 'Live');
    await page.getByText('Lines 1,001 to 3,000 of 3,000').waitFor();
    expect(asked.filter((body) => body.includes('RunLogPage')).length).toBeLessThan(5);
    await expectCalm();
  });

  it('a list shows how a run ended before it was listened to', async () => {
    const id = await startTraining(server, 'plan=3;steps=1;wait=end');
    const page = await browser.newPage();
    const { promise: isListening, resolve: listen } = Promise.withResolvers<void>();
    await page.routeWebSocket('**/graphql', async (socket) => {
      await isListening;
      socket.connectToServer();
    });
    await open('/runs', page);
    await row(page, id).getByText('Running').waitFor();
    await letGoOn(server, id, 'end');
    await ended(server, id);
    listen();
    await row(page, id).getByText('Completed', { exact: true }).waitFor();
    await expectCalm();
  });

  const open = async (path: string, opened?: Page): Promise<Page> => {
    const page = opened ?? (await browser.newPage({ acceptDownloads: true }));
    pages.push(page);
    await page.clock.install();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isOfTheNetwork(message.text()))
        problems.push(message.text());
    });
    await page.setViewportSize({ width: 1280, height: 3_600 });
    await page.goto(`${network.url}${path}`);
    return page;
  };

  const step = (id: string, wanted: number) =>
    until(`the run is at step ${wanted}`, async () => (await runOf(server, id)).step >= wanted);

  /** Goes through the whole log on the page, and compares it with what is stored. */
  const expectWholeLog = async (page: Page, id: string) => {
    const stored = await linesOf(server, id);
    await page.getByText(`of ${stored.length.toLocaleString('en-US')} in memory`).waitFor();
    await page.keyboard.press('g');
    await page.locator('.log-line > a').getByText('1', { exact: true }).waitFor();
    const shown = new Map<number, string>();
    for (let last = 0; last < stored.length; last = Math.max(...shown.keys())) {
      const rows = await until(`lines after ${last} are on the page`, async () => {
        const rows = await page.getByLabel('Log lines').evaluate(rowsFurtherDown);
        return (rows.at(-1)?.seq ?? 0) > last ? rows : null;
      });
      const first = rows[0]?.seq ?? 0;
      expect(rows.map(({ seq }) => seq)).toEqual(numbers(first, rows.length));
      expect(first).toBeLessThanOrEqual(last + 1);
      for (const { seq, words } of rows) {
        expect(shown.get(seq) ?? words).toBe(words);
        shown.set(seq, words);
      }
    }
    expect([...shown]).toEqual(stored.map(({ seq, stream, text }) => [seq, `${stream} ${text}`]));
    expect(stored.map(({ seq }) => seq)).toEqual(numbers(1, stored.length));
  };

  /** Takes the loss away as CSV, and compares it with what is stored. */
  const expectWholeChart = async (page: Page, id: string) => {
    const chart = page.getByTestId('chart:loss');
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      chart.getByRole('button', { name: 'CSV' }).click(),
    ]);
    const stored = await pointsOf(server, id);
    const valuesOf = (metric: string) =>
      new Map(
        stored.filter(({ name }) => name === metric).map((point) => [point.step, point.value]),
      );
    const [train, evaluation] = [valuesOf('train/loss'), valuesOf('eval/loss')];
    expect(train.size + evaluation.size).toBe(stored.length);
    const rows = [...train].map(([at, loss]) => `${at},${loss},${evaluation.get(at) ?? ''}`);
    expect((await readFile(await csv.path(), 'utf8')).trimEnd().split('\r\n')).toEqual([
      'step,train/loss,eval/loss',
      ...rows,
    ]);
  };

  /** Nothing was complained about but the network itself. */
  const expectCalm = async () => {
    for (const page of pages) {
      expect(await page.getByRole('alert').allTextContents()).toEqual([]);
      expect(await page.getByTestId('toast').allTextContents()).toEqual([]);
    }
    expect(problems).toEqual([]);
  };
});

const STRETCH = 300;

const UNTIL_PING = 10_000;
const UNTIL_GIVEN_UP = 5_000;

const row = (page: Page, id: string) => page.locator(`[data-run="${id}"]`);

const connection = (page: Page, word: string) =>
  page.getByTestId('run-connection').getByText(word, { exact: true }).waitFor();

/** The rows of the log that are on the page; the last of them is scrolled to the top. */
function rowsFurtherDown(list: Element) {
  const rows = [...list.querySelectorAll('.log-line')];
  list.scrollBy(
    0,
    (rows.at(-1)?.getBoundingClientRect().top ?? 0) - list.getBoundingClientRect().top,
  );
  return rows.map((row) => ({
    seq: Number(row.querySelector('a')?.textContent),
    words: `${row.getAttribute('data-stream')} ${row.querySelector('.log-text')?.textContent}`,
  }));
}

function isOfTheNetwork(complaint: string): boolean {
  return /net::ERR_|WebSocket connection to/.test(complaint);
}

function numbers(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}
