import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runFolder } from '../../server/home/layout.ts';
import { buildSample, ended, startTraining, TRAINER } from '../../server/testing/training.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test.override('environment', { TUNIX_PYTHON: TRAINER });

describeInBrowser('The page of the storage', () => {
  it('shows what takes the disk, and frees it', async ({ page, server }) => {
    await buildSample(server);
    const small = await startTraining(server, 'plan=2;steps=2;checkpoint=2');
    const large = await startTraining(server, 'plan=2;steps=2;checkpoint=2');
    await ended(server, large);
    await writeFile(join(runFolder(server.home, large).path, 'big'), Buffer.alloc(5 * 2 ** 20));
    await page.goto('/runs');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Storage' }).click();
    await page.getByRole('heading', { name: 'Storage' }).waitFor();
    const kinds = page.getByTestId('stored-kinds');
    await kinds.getByRole('row', { name: /^Runs 2 5\.\d MiB/ }).waitFor();
    await kinds.getByRole('row', { name: /^Database 1 / }).waitFor();
    await page.getByText(/Measured .*\. .* are free on this disk\./).waitFor();
    const runs = page.getByTestId('largest-runs').locator('[data-run]');
    expect(
      await runs.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-run'))),
    ).toEqual([large, small]);
    await page.getByRole('button', { name: 'Comes free' }).click();
    await page.waitForURL(/by=FREED/);
    await page.locator(`[data-run="${large}"]`).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^5\.\d MiB of the disk come free/).waitFor();
    await dialog.getByRole('button', { name: 'Delete 1 run' }).click();
    await page.getByText(/Deleted 1 run\. 5\.\d MiB came free\./).waitFor();
    await kinds.getByRole('row', { name: /^Runs 1 \d+ KiB/ }).waitFor();
    await page.locator(`[data-run="${large}"]`).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Measure again' }).click();
    await page
      .locator(`[data-run="${small}"]`)
      .getByRole('link', { name: '1', exact: true })
      .click();

    const checkpoints = page.getByTestId('checkpoints');
    await checkpoints.getByRole('button', { name: 'Delete…' }).click();
    await page.getByText('It is the last one').waitFor();
    await page.getByText(/B of the disk come free/).waitFor();
    await page.getByRole('button', { name: 'Delete the checkpoint' }).click();
    await page.getByText('Deleted the checkpoint of step 2.').waitFor();
    await checkpoints.getByText('gone: deleted').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
