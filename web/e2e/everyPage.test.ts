import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axeCore from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../../server/testing/serverProcess.ts';
import { endTrainings, TRAINER } from '../../server/testing/training.ts';
import { chromiumPath, launchBrowser } from './browser.fixture.ts';
import { EMPTY_PAGES, fillWithEverything, OPENINGS, type Pages } from './everything.fixture.ts';
import { goAndSettle } from './settle.fixture.ts';

const reason = chromiumPath ? '' : ' (skipped: no Chromium; install it, or set CHROMIUM)';
const WIDE = { width: 1280, height: 800 };
// Such a window at 200 %, and a phone.
const NARROW = [
  { width: 640, height: 400 },
  { width: 360, height: 740 },
];

describe.skipIf(!chromiumPath)(`Every page${reason}`, { timeout: 300_000 }, () => {
  let browser: Browser;
  let server: ServerProcess;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    server = await startServerProcess({
      home: await mkdtemp(join(tmpdir(), 'tunix-rt-test-')),
      environment: { TUNIX_PYTHON: TRAINER },
    });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: WIDE, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${page.url()}: ${message.text()}`);
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.end('SIGKILL');
    if (server) await endTrainings(server.home);
    if (server) await rm(server.home, { recursive: true, force: true, maxRetries: 5 });
  });

  it('that has nothing to show yet can be used by everyone, on every screen', async () => {
    expect(await visit(EMPTY_PAGES)).toEqual([]);
  });

  it('that shows something can be used by everyone, on every screen', async () => {
    const pages = await fillWithEverything(server);
    expect(await visit(pages)).toEqual([]);
    expect(await open(pages)).toEqual([]);
  });

  /** What is wrong with pages, in either theme and on screens of several widths. */
  async function visit(pages: Pages): Promise<string[]> {
    problems = [];
    for (const [name, address] of Object.entries(pages)) {
      await goAndSettle(page, server.url + address);
      problems.push(...(await violations(name)));
      for (const size of NARROW) {
        await page.setViewportSize(size);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (overflow > 0) problems.push(`${name} at ${size.width}: ${overflow} pixels too wide`);
      }
      await page.setViewportSize(WIDE);
    }
    return problems;
  }

  /** What is wrong with what opens over pages. */
  async function open(pages: Pages): Promise<string[]> {
    problems = [];
    for (const [name, { at, opened, press }] of Object.entries(OPENINGS)) {
      await goAndSettle(page, `${server.url}${pages[at]}`);
      await press(page);
      await page.locator(opened).first().waitFor();
      problems.push(...(await violations(name)));
    }
    return problems;
  }

  async function violations(name: string): Promise<string[]> {
    const found: string[] = [];
    // A script in the page would be refused by its policy.
    await page.evaluate(axeCore.source);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(
        ...(await page.evaluate(async () => {
          const { violations } = await (window as unknown as { axe: typeof axeCore }).axe.run();
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
          );
        })),
      );
    }
    return found.map((violation) => `${name}: ${violation}`);
  }
});
