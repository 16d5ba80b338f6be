import type { Page } from 'playwright-core';

/** Goes to a page, and waits until all that it reads at first is there. */
export async function goAndSettle(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // Parts of a page come as scripts of their own.
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () => !document.querySelector('main [aria-busy="true"]:not([aria-hidden])'),
  );
}
