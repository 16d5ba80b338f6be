import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ServerProcess } from '../../server/testing/serverProcess.ts';
import {
  buildSample,
  ended,
  linesOf,
  pointsOf,
  printed,
  releaseTrainer,
  runOf,
  startTraining,
  TRAINER,
} from '../../server/testing/training.ts';
import { until } from '../../server/testing/until.ts';
import { openNetwork } from './network.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test
  .override('environment', { TUNIX_PYTHON: TRAINER })
  .extend('network', async ({ server }, { onCleanup }) => {
    await buildSample(server);
    const network = await openNetwork(server.url);
    onCleanup(network.close);
    return network;
  })
  .extend('pages', () => [] as Page[])
  /** Opens a page on the network, and prepares it before it goes anywhere. */
  .extend('open', ({ network, openPage, pages, problems }) => {
    problems.expect(/net::ERR_|WebSocket connection to/);
    return async (path: string, prepare?: (page: Page) => unknown) => {
      const page = await openPage({
        baseURL: network.url,
        viewport: { width: 1280, height: 3_600 },
      });
      pages.push(page);
      await page.clock.install();
      await prepare?.(page);
      await page.goto(path);
      return page;
    };
  })
  /** Nothing is complained of on the pages. */
  .extend('expectCalm', ({ pages }) => async () => {
    for (const page of pages) {
      expect(await page.getByRole('alert').allTextContents()).toEqual([]);
      expect(await page.getByTestId('toast').allTextContents()).toEqual([]);
    }
  });

describeInBrowser('With a network that comes and goes', () => {
  it('a log and charts have no gap and nothing twice', async ({
    server,
    network,
    open,
    expectCalm,
  }) => {
    const id = await startTraining(
      server,
      `plan=${3 * STRETCH};lines=600,both;stretch=${STRETCH},1;wait=go1;stretch=${STRETCH},8;wait=go2;stretch=${STRETCH},8;wait=end`,
    );
    await step(server, id, STRETCH);
    const log = await open(`/runs/${id}?tab=log&raw=1`);
    const charts = await open(`/runs/${id}`);
    for (const page of [log, charts]) await connection(page, 'Live');

    for (const round of [1, 2]) {
      await releaseTrainer(server, id, `go${round}`);
      for (const share of [0.2, 0.4]) {
        await step(server, id, (round + share) * STRETCH);
        network.cut();
        for (const page of [log, charts]) await connection(page, 'Reconnecting');
        network.restore();
        for (const page of [log, charts]) await connection(page, 'Live');
      }
      await step(server, id, (round + 0.6) * STRETCH);
      network.cut();
      await step(server, id, (round + 1) * STRETCH);
      for (const page of [log, charts]) await connection(page, 'Reconnecting');
      network.restore();
      for (const page of [log, charts]) await connection(page, 'Live');
    }

    await charts.getByText(`${3 * STRETCH} / ${3 * STRETCH} steps`).waitFor();
    await releaseTrainer(server, id, 'end');
    for (const page of [log, charts]) await isOver(page);
    await expectWholeLog(server, log, id);
    await expectWholeChart(server, charts, id);
    await expectCalm();
  });

  it.for([
    ['holds what is sent', 'restore'],
    ['forgets its connections', 'restoreForNew'],
  ] as const)(
    'a log and charts make up for a silence in which it %s',
    async ([, restore], { server, network, open, expectCalm }) => {
      const id = await startTraining(
        server,
        `plan=${2 * STRETCH};stretch=${STRETCH},1;wait=go;stretch=${STRETCH},8;wait=end`,
      );
      const log = await open(`/runs/${id}?tab=log&raw=1`);
      const charts = await open(`/runs/${id}`);
      for (const page of [log, charts]) await connection(page, 'Live');
      await step(server, id, STRETCH);
      await releaseTrainer(server, id, 'go');
      await step(server, id, 1.2 * STRETCH);
      network.freeze();
      await step(server, id, 1.4 * STRETCH);
      for (const page of [log, charts]) {
        await page.clock.fastForward(UNTIL_PING);
        await page.clock.fastForward(UNTIL_GIVEN_UP);
        await connection(page, 'Reconnecting');
      }
      await step(server, id, 2 * STRETCH);
      network[restore]();
      for (const page of [log, charts]) {
        await page.clock.fastForward(UNTIL_PING);
        await connection(page, 'Live');
      }
      await charts.getByText(`${2 * STRETCH} / ${2 * STRETCH} steps`).waitFor();
      await releaseTrainer(server, id, 'end');
      for (const page of [log, charts]) await isOver(page);
      await expectWholeLog(server, log, id);
      await expectWholeChart(server, charts, id);
      await expectCalm();
    },
  );

  it('pages show what happened meanwhile: how a run ended, a new run, new traces', async ({
    server,
    network,
    pages,
    open,
    expectCalm,
  }) => {
    const id = await startTraining(server, 'plan=3;steps=1;wait=end;steps=2,2');
    const detail = await open(`/runs/${id}`);
    const list = await open('/runs');
    const filtered = await open('/runs?status=RUNNING');
    const overview = await open('/');
    const traces = await open('/traces');
    await connection(detail, 'Live');
    await row(list, id).getByText('1 / 3 steps').waitFor();
    await row(filtered, id).getByText('1 / 3 steps').waitFor();
    await row(overview, id).getByText('1 / 3 steps').waitFor();
    await traces.getByTestId('trace-count').getByText('1 trace', { exact: true }).waitFor();
    for (const page of [list, filtered, overview]) await chip(page, 'live');

    network.cut();
    for (const page of pages) await page.context().setOffline(true);
    for (const page of [list, filtered, overview]) await chip(page, 'reconnecting');
    await connection(detail, 'Reconnecting');
    await releaseTrainer(server, id, 'end');
    await ended(server, id);
    const later = await startTraining(server, 'plan=2;steps=1;wait=never');
    await step(server, later, 1);
    await server.fetch('/traces/import', { method: 'POST', body: TRACE });
    await detail.locator('[data-status="RUNNING"]').first().waitFor();

    network.restore();
    for (const page of pages) await page.context().setOffline(false);
    await isOver(detail);
    await detail.locator('[data-testid="run-header"][data-status="COMPLETED"]').waitFor();
    await detail.getByText('3 / 3 steps').waitFor();
    await row(list, id).getByText('Completed', { exact: true }).waitFor();
    await row(list, id).getByTitle('3 / 3 steps').waitFor();
    await row(list, later).getByText('1 / 2 steps').waitFor();
    await row(filtered, id).waitFor({ state: 'detached' });
    await row(filtered, later).waitFor();
    await row(overview, id).getByText('Completed', { exact: true }).waitFor();
    await row(overview, later).getByText('Running', { exact: true }).waitFor();
    await overview.getByTestId('loop:runs').getByText('2', { exact: true }).waitFor();
    await overview.getByTestId('loop:traces').getByText('2', { exact: true }).waitFor();
    await traces.getByTestId('trace-count').getByText('2 traces', { exact: true }).waitFor();
    await traces.getByRole('button', { name: 'Show it as it is now' }).click();
    await traces.getByText('While you were away').waitFor();
    for (const page of [list, filtered, overview]) await chip(page, 'live');
    await expectCalm();
  });

  it.for([
    ['the browser is online again', comeOnline],
    ['it is looked at again', beLookedAt],
  ] as const)(
    'a page reconnects at once when %s',
    async ([, comeBack], { server, network, open, expectCalm }) => {
      await startTraining(server, 'plan=3;steps=1;wait=end');
      const page = await open('/runs');
      await chip(page, 'live');
      // From here on no time passes on the page, so that its wait does not end by itself.
      await page.clock.pauseAt(Date.now() + A_MINUTE);
      network.cut();
      await chip(page, 'reconnecting');
      network.restore();
      await page.evaluate(comeBack);
      await chip(page, 'live');
      await expectCalm();
    },
  );

  it('a page that is looked at again asks at once whether the network is silent', async ({
    server,
    network,
    open,
    expectCalm,
  }) => {
    const id = await startTraining(server, 'plan=3;steps=1;wait=end');
    let pong: Promise<void> | undefined;
    const page = await open('/runs', (page) => {
      pong = receivedBy(page, '{"type":"pong"}');
    });
    await chip(page, 'live');
    await row(page, id).getByText('1 / 3 steps').waitFor();
    await page.clock.pauseAt(Date.now() + A_MINUTE);
    // What that made due is answered first: an answer on its way would be taken for one to the question.
    await pong;
    network.freeze();
    await page.evaluate(beLookedAt);
    await page.clock.runFor(UNTIL_GIVEN_UP);
    await chip(page, 'reconnecting');
    network.restoreForNew();
    await page.evaluate(comeOnline);
    await chip(page, 'live');
    await expectCalm();
  });

  it('a page that asked a silent network asks again', async ({
    server,
    network,
    open,
    expectCalm,
  }) => {
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
    await releaseTrainer(server, id, 'end');
    await isOver(page);
    await expectCalm();
  });

  it('the part of a page that could not be fetched says so, and comes when it is back', async ({
    server,
    network,
    open,
    expectCalm,
  }) => {
    const id = await startTraining(server, 'plan=3;lines=20;steps=1;wait=end');
    const page = await open(`/runs/${id}`);
    await page.getByTestId('chart:loss').waitFor();
    network.cut();
    await connection(page, 'Reconnecting');
    await page.getByRole('link', { name: 'Log' }).click();
    await page.getByText("The server can't be reached").waitFor();
    network.restore();
    await page.getByText('Lines 1 to 21 of 21').waitFor();
    await expectCalm();
  });

  it('older lines of a log are asked for once while it is away, and again when it is back', async ({
    server,
    network,
    open,
    expectCalm,
  }) => {
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

  it('nothing is reconnecting any more when nothing is watched', async ({
    server,
    network,
    open,
    expectCalm,
  }) => {
    const id = await startTraining(server, 'plan=3;steps=1;wait=end');
    const page = await open('/manifests');
    await page.getByRole('link', { name: 'Runs' }).click();
    await row(page, id).waitFor();
    await chip(page, 'live');
    network.cut();
    await chip(page, 'reconnecting');
    await page.getByRole('link', { name: 'Manifests' }).click();
    await chip(page, 'idle');
    network.restore();
    await page.getByRole('link', { name: 'Runs' }).click();
    await chip(page, 'live');
    await expectCalm();
  });

  it('a list shows how a run ended before it was listened to', async ({
    server,
    open,
    expectCalm,
  }) => {
    const id = await startTraining(server, 'plan=3;steps=1;wait=end');
    const { promise: isListening, resolve: listen } = Promise.withResolvers<void>();
    const page = await open('/runs', (page) =>
      page.routeWebSocket('**/graphql', async (socket) => {
        await isListening;
        socket.connectToServer();
      }),
    );
    await row(page, id).getByText('Running').waitFor();
    await releaseTrainer(server, id, 'end');
    await ended(server, id);
    listen();
    await row(page, id).getByText('Completed', { exact: true }).waitFor();
    await expectCalm();
  });

  const step = (server: ServerProcess, id: string, wanted: number) =>
    until(`the run is at step ${wanted}`, async () => (await runOf(server, id)).step >= wanted);

  /** Goes through the whole log on the page, up from its end, and compares it with what is stored. */
  const expectWholeLog = async (server: ServerProcess, page: Page, id: string) => {
    const stored = await linesOf(server, id);
    await page
      .locator('[data-line] > a')
      .getByText(String(stored.length), { exact: true })
      .waitFor();
    const shown = new Map<number, string>();
    for (let top = stored.length + 1; top > 1; top = Math.min(...shown.keys())) {
      const rows = await until(`lines before ${top} are on the page`, async () => {
        const rows = await page.getByLabel('Log lines').evaluate(rowsFurtherUp);
        return (rows[0]?.seq ?? top) < top ? rows : null;
      });
      expect(rows.map(({ seq }) => seq)).toEqual(numbers(rows[0]?.seq ?? 0, rows.length));
      expect(rows.at(-1)?.seq).toBeGreaterThanOrEqual(top - 1);
      for (const { seq, words } of rows) {
        expect(shown.get(seq) ?? words).toBe(words);
        shown.set(seq, words);
      }
    }
    expect([...shown].sort(([one], [other]) => one - other)).toEqual(
      stored.map(({ seq, stream, text }) => [seq, `${stream} ${text}`]),
    );
    expect(stored.map(({ seq }) => seq)).toEqual(numbers(1, stored.length));
  };

  /** Takes the loss away as CSV, and compares it with what is stored. */
  const expectWholeChart = async (server: ServerProcess, page: Page, id: string) => {
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
});

const STRETCH = 150;

const UNTIL_PING = 10_000;
const UNTIL_GIVEN_UP = 5_000;

const A_MINUTE = 60_000;

const comeOnline = () => window.dispatchEvent(new Event('online'));
const beLookedAt = () => document.dispatchEvent(new Event('visibilitychange'));

const TRACE = JSON.stringify({
  trace_version: '1.0',
  prompt: 'While you were away',
  final_answer: '2',
  steps: [{ i: 0, type: 'add', content: '1 + 1 = 2' }],
});

const row = (page: Page, id: string) => page.locator(`[data-run="${id}"]`);

/** Waits until a page's WebSocket receives a message. */
async function receivedBy(page: Page, message: string): Promise<void> {
  const socket = await page.waitForEvent('websocket');
  await socket.waitForEvent('framereceived', ({ payload }) => payload === message);
}

const chip = (page: Page, state: string) =>
  page
    .locator(`[data-testid="sys:connection"][data-state="${state}"]`)
    .waitFor({ state: 'attached' });

/** A run that has ended says so itself. */
const isOver = (page: Page) => page.getByTestId('run-connection').waitFor({ state: 'detached' });

const connection = (page: Page, word: string) =>
  page.getByTestId('run-connection').getByText(word, { exact: true }).waitFor();

/** The rows of the log that are on the page; the first of them is scrolled to the bottom. */
function rowsFurtherUp(list: Element) {
  const rows = [...list.querySelectorAll('[data-line]')];
  const { top, bottom } = list.getBoundingClientRect();
  const places = rows.map((row) => row.getBoundingClientRect());
  // Where rows came before these, the list has moved at once, and these are drawn with the next frame.
  if (!places.some((place) => place.bottom > top && place.top < bottom)) return [];
  list.scrollBy(0, (places[0]?.bottom ?? bottom) - bottom);
  return rows.map((row) => ({
    seq: Number(row.querySelector('a')?.textContent),
    words: `${row.getAttribute('data-stream')} ${row.querySelector('[data-testid="log-text"]')?.textContent}`,
  }));
}

function numbers(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}
