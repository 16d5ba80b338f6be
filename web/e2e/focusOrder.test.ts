import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, serverProcessFactory } from '../../server/testing/serverProcess.ts';
import { TRAINER } from '../../server/testing/training.ts';
import { chromiumPath, launchBrowser } from './browser.fixture.ts';
import { EMPTY_PAGES, fillWithEverything, type Pages } from './everything.fixture.ts';
import { focusProblems } from './focusOrder.fixture.ts';
import { goAndSettle } from './settle.fixture.ts';

const reason = chromiumPath ? '' : ' (skipped: no Chromium; install it, or set CHROMIUM)';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

describe.skipIf(!chromiumPath)(`Tab leads to every control, in sight and by name${reason}`, () => {
  const servers = serverProcessFactory();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('on a server that has nothing', async () => {
    const server = await start();
    expect(await problemsOn(server, EMPTY_PAGES)).toEqual({});
  });

  it('on a server that has one of everything', { timeout: 240_000 }, async () => {
    const server = await start();
    expect(await problemsOn(server, await fillWithEverything(server))).toEqual({});
  });

  async function start() {
    const home = await servers.home();
    return servers.start(home, { TUNIX_PYTHON: TRAINER });
  }

  async function problemsOn(server: ServerProcess, pages: Pages) {
    const problems: Record<string, string[]> = {};
    for (const viewport of SIZES) {
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const [name, address] of Object.entries(pages)) {
        await goAndSettle(page, `${server.url}${address}`);
        const found = await focusProblems(page);
        if (found.length > 0) problems[`${name} at ${viewport.width}`] = found;
      }
      await context.close();
    }
    return problems;
  }
});
