import { setTimeout as delay } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

// Longer than a form waits until what is written stands still.
const QUIET = 250;

/** Goes to a page, and waits until all that it reads at first is there. */
export async function goAndSettle(page: Page, address: string): Promise<void> {
  const reading = new Set<Request>();
  let last = Date.now();
  const begin = (request: Request) => {
    if (request.method() === 'POST') reading.add(request);
  };
  const end = (request: Request) => {
    if (reading.delete(request)) last = Date.now();
  };
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  try {
    await page.goto(address);
    do {
      await delay(50);
      await page.waitForFunction(isSettled);
    } while (reading.size > 0 || Date.now() - last < QUIET);
  } finally {
    page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
  }
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
