import type { Page } from 'playwright-core';

/** Goes to a page, and waits until all that it reads at first is there. */
export async function goAndSettle(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(isSettled);
}

// Further rows of traces come when one is near them.
function isSettled(): boolean {
  const isThere = (selector: string) => document.querySelector(selector) !== null;
  return (
    isThere('main h1') &&
    !isThere('main [aria-busy="true"]') &&
    !isThere('main [data-skeleton]:not([aria-busy="false"] *)')
  );
}
