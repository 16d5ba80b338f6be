import axeCore from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { NOBODY } from '../../server/testing/judging.ts';
import { TRAINER } from '../../server/testing/training.ts';
import { EMPTY_PAGES, fillWithEverything, OPENINGS, type Pages } from './everything.fixture.ts';
import { goAndSettle } from './settle.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const WIDE = { width: 1280, height: 800 };
// Such a window at 200 %, and phones.
const NARROW = [
  { width: 640, height: 400 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

const it = test
  .override('environment', { TUNIX_PYTHON: TRAINER, ...NOBODY })
  .override('contextOptions', { viewport: WIDE, reducedMotion: 'reduce' });

describeInBrowser('Every page', () => {
  it('that has nothing to show yet can be used by everyone, on every screen', {
    timeout: 300_000,
  }, async ({ page }) => {
    expect(await visit(page, EMPTY_PAGES)).toEqual([]);
  });

  it('that shows something can be used by everyone, on every screen', { timeout: 300_000 }, async ({
    page,
    server,
  }) => {
    const pages = await fillWithEverything(server);
    expect(await visit(page, pages)).toEqual([]);
    expect(await open(page, pages)).toEqual([]);
  });

  it('fits narrow screens, the playground too', async ({ page }) => {
    for (const size of NARROW) {
      await page.setViewportSize(size);
      await page.goto('/graphql');
      await page.getByRole('button', { name: /Execute query/ }).waitFor();
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect([size.width, scrollWidth]).toEqual([size.width, clientWidth]);
    }
  });

  /** What is wrong with pages, in either theme and on screens of several widths. */
  async function visit(page: Page, pages: Pages): Promise<string[]> {
    const problems: string[] = [];
    for (const [name, address] of Object.entries(pages)) {
      await goAndSettle(page, address);
      problems.push(...(await violations(page, name)));
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
  async function open(page: Page, pages: Pages): Promise<string[]> {
    const problems: string[] = [];
    for (const [name, { at, opened, press }] of Object.entries(OPENINGS)) {
      await goAndSettle(page, pages[at] ?? '');
      await press(page);
      await page.locator(opened).first().waitFor();
      problems.push(...(await violations(page, name)));
    }
    return problems;
  }

  async function violations(page: Page, name: string): Promise<string[]> {
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
