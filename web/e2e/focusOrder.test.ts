import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { NOBODY } from '../../server/testing/judging.ts';
import { TRAINER } from '../../server/testing/training.ts';
import { EMPTY_PAGES, fillWithEverything, type Pages } from './everything.fixture.ts';
import { focusProblems } from './focusOrder.fixture.ts';
import { goAndSettle } from './settle.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

const it = test.override('environment', { TUNIX_PYTHON: TRAINER, ...NOBODY });

describeInBrowser('Tab leads to every control, in sight and by name', () => {
  it('on a server that has nothing', async ({ openPage }) => {
    expect(await problemsOn(openPage, EMPTY_PAGES)).toEqual({});
  });

  it('on a server that has one of everything', { timeout: 240_000 }, async ({
    server,
    openPage,
  }) => {
    expect(await problemsOn(openPage, await fillWithEverything(server))).toEqual({});
  });

  async function problemsOn(
    openPage: (options: BrowserContextOptions) => Promise<Page>,
    pages: Pages,
  ) {
    const problems: Record<string, string[]> = {};
    for (const viewport of SIZES) {
      const page = await openPage({ viewport, reducedMotion: 'reduce' });
      for (const [name, address] of Object.entries(pages)) {
        await goAndSettle(page, address);
        const found = await focusProblems(page);
        if (found.length > 0) problems[`${name} at ${viewport.width}`] = found;
      }
    }
    return problems;
  }
});
