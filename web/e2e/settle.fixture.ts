import type { Page } from 'playwright-core';

// Further rows of traces come when one is near them.
const IS_SETTLED = `document.querySelector('main h1')
  && !document.querySelector('main [aria-busy="true"]')
  && !document.querySelector('main .skeleton:not(.trace-skeletons *)')`;

/** Goes to a page, and waits until all that it reads at first is there. */
export async function goAndSettle(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(IS_SETTLED);
}
