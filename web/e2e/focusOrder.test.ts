import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endTrainingsAfterEach, TRAINER } from '../../server/runs/training.fixture.ts';
import { type ServerProcess, serverProcessFactory } from '../../server/serverProcess.fixture.ts';
import { chromiumPath, launchBrowser } from './browser.fixture.ts';
import { EMPTY_PAGES, fillWithEverything, type Pages } from './everything.fixture.ts';
import { focusProblems } from './focusOrder.fixture.ts';

const reason = chromiumPath ? '' : ' (skipped: no Chromium; install it, or set CHROMIUM)';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

// A manifest that one has not described yet stays busy, and further rows come when one is near them.
const IS_READY = `document.querySelector('main h1')
  && !document.querySelector('main [aria-busy="true"]:not([aria-hidden], [aria-label^="The manifest"])')
  && !document.querySelector('main .skeleton:not(.trace-skeletons *)')`;

describe.skipIf(!chromiumPath)(`Tab leads to every control, in sight and by name${reason}`, () => {
  const servers = serverProcessFactory();
  const homes = endTrainingsAfterEach();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('on a server that has nothing', { timeout: 120_000 }, async () => {
    const server = await start();
    expect(await problemsOn(server, EMPTY_PAGES)).toEqual({});
  });

  it('on a server that has one of everything', { timeout: 240_000 }, async () => {
    const server = await start();
    expect(await problemsOn(server, await fillWithEverything(server))).toEqual({});
  });

  async function start() {
    const home = await servers.home();
    homes.push(home);
    return servers.start(home, { TUNIX_PYTHON: TRAINER, UNGAR_PYTHON: '/nonexistent/python' });
  }

  async function problemsOn(server: ServerProcess, pages: Pages) {
    const problems: Record<string, string[]> = {};
    for (const viewport of SIZES) {
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(`${server.url}${address}`);
        await page.waitForFunction(IS_READY);
        const found = await focusProblems(page);
        if (found.length > 0) problems[`${name} at ${viewport.width}`] = found;
      }
      await context.close();
    }
    return problems;
  }
});
