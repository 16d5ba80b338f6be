import type { Browser } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { ServerProcess } from '../../server/testing/serverProcess.ts';
import { TRAINER } from '../../server/testing/training.ts';
import { chromiumPath } from './browser.fixture.ts';
import { EMPTY_PAGES, fillWithEverything, type Pages } from './everything.fixture.ts';
import { focusProblems } from './focusOrder.fixture.ts';
import { goAndSettle } from './settle.fixture.ts';
import { reason, test } from './workbench.fixture.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

const it = test.override('environment', { TUNIX_PYTHON: TRAINER });

describe.skipIf(!chromiumPath)(`Tab leads to every control, in sight and by name${reason}`, () => {
  it('on a server that has nothing', async ({ browser, server }) => {
    expect(await problemsOn(browser, server, EMPTY_PAGES)).toEqual({});
  });

  it('on a server that has one of everything', { timeout: 240_000 }, async ({
    browser,
    server,
  }) => {
    expect(await problemsOn(browser, server, await fillWithEverything(server))).toEqual({});
  });

  async function problemsOn(browser: Browser, server: ServerProcess, pages: Pages) {
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
