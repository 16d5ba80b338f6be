import { expect } from 'vitest';
import { storeTraces, sums } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test.override('contextOptions', { viewport: { width: 1280, height: 600 } });

describeInBrowser('Every page', () => {
  it('has one place to import at, also when there is nothing yet', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Import traces' }).first().click();
    await page.getByLabel('Rows to paste').first().waitFor();
    expect(await page.getByLabel('Rows to paste').count()).toBe(1);
  });

  it('begins its sheet of keys at the top, and ends what stands above its title in a name', async ({
    page,
    server,
  }) => {
    const [id] = await storeTraces(server, sums(1));
    await page.goto(`/traces/${id}`);
    const above = page.getByRole('navigation', { name: 'Above' });
    await above.waitFor();
    expect(await above.textContent()).toMatch(/\w$/);
    await page.keyboard.press('?');
    const sheet = page.getByTestId('key-sheet');
    await sheet.waitFor();
    expect(await sheet.evaluate((element) => element.closest('dialog')?.scrollTop)).toBe(0);
  });

  it('keeps notices off the buttons for what is selected', async ({ page, server }) => {
    await storeTraces(server, sums(30));
    await page.goto('/traces?search=What');
    await page.getByLabel('Name of the view').fill('sums');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .getByRole('checkbox', { name: /^Select/ })
      .nth(1)
      .check();
    const bar = page.getByRole('region', { name: 'Selected traces' });
    await bar.waitFor();
    await page.getByRole('button', { name: 'Forget the view sums' }).click();
    const toast = page.getByTestId('toast');
    await toast.waitFor();
    const [notice, buttons] = [await toast.boundingBox(), await bar.boundingBox()];
    expect((notice?.y ?? 0) + (notice?.height ?? 0)).toBeLessThanOrEqual(buttons?.y ?? 0);
  });
});
