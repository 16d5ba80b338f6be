import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { test as base, describe, expect } from 'vitest';
import { createServerProcesses } from '../../server/testing/serverProcess.ts';
import { chromiumPath, launchBrowser, watchProblems } from './browser.fixture.ts';

/** Tests that need Chromium: skipped where there is none, which is said behind their name. */
export function describeInBrowser(title: string, tests: () => void): void {
  const reason = chromiumPath ? '' : ' (skipped: no Chromium; install it, or set CHROMIUM)';
  describe.skipIf(!chromiumPath)(title + reason, tests);
}

/** A test with a server of its own and pages on it; `override` says what else they are to be. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of what a fixture needs
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('environment', {} as Record<string, string>)
  .extend('contextOptions', {} as BrowserContextOptions)
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('servers', ({}, { onCleanup }) => {
    const servers = createServerProcesses();
    onCleanup(servers.close);
    return servers;
  })
  .extend('server', async ({ servers, environment }) =>
    servers.start(await servers.home(), environment),
  )
  /** Starts the server again, once it has ended, at the same address. */
  .extend('restart', ({ servers, server, environment }) => async () => {
    await servers.start(server.home, { ...environment, PORT: new URL(server.url).port });
  })
  /** What pages complain of; all but what the test expects fails it. */
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('problems', ({}, { onCleanup }) => {
    const found: string[] = [];
    let expected: RegExp | undefined;
    onCleanup(() => expect(found.filter((problem) => !expected?.test(problem))).toEqual([]));
    return {
      watch: (page: Page) => watchProblems(page, found),
      expect(pattern: RegExp) {
        expected = pattern;
      },
    };
  })
  .extend('openPage', ({ browser, server, contextOptions, problems }, { onCleanup }) => {
    const contexts: BrowserContext[] = [];
    onCleanup(async () => {
      for (const context of contexts) await context.close();
    });
    return async (options: BrowserContextOptions = {}): Promise<Page> => {
      // Where there is no window, pressing a button does not let a page copy.
      const permissions = ['clipboard-write'];
      const all = { baseURL: server.url, permissions, ...contextOptions, ...options };
      const context = await browser.newContext(all);
      contexts.push(context);
      const page = await context.newPage();
      problems.watch(page);
      return page;
    };
  })
  .extend('page', ({ openPage }) => openPage());
