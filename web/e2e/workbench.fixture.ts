import type { BrowserContextOptions } from 'playwright-core';
import { test as base } from 'vitest';
import { createServerProcesses } from '../../server/testing/serverProcess.ts';
import { chromiumPath, launchBrowser, watchProblems } from './browser.fixture.ts';

/** To be set behind the name of what can't be tested here, and why. */
export const reason = chromiumPath ? '' : ' (skipped: no Chromium; install it, or set CHROMIUM)';

/** A test with a server of its own and a page of a browser; `override` says what else they are to be. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of what a fixture needs
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('environment', {} as Record<string, string>)
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('servers', ({}, { onCleanup }) => {
    const servers = createServerProcesses();
    onCleanup(servers.close);
    return servers;
  })
  .extend('server', async ({ servers, environment }) =>
    servers.start(await servers.home(), environment),
  )
  .extend('contextOptions', {} as BrowserContextOptions)
  .extend('page', async ({ browser, contextOptions }, { onCleanup }) => {
    const context = await browser.newContext(contextOptions);
    onCleanup(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    return page;
  })
  /** What the page complains of; to be asked for before the page goes anywhere. */
  .extend('problems', ({ page }) => watchProblems(page));
