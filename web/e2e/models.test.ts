import { expect } from 'vitest';
import { ended, startTraining, TRAINER } from '../../server/testing/training.ts';
import { keyboardOf } from './keyboard.fixture.ts';
import { buildDataset, storeTraces, sums } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test.override('environment', { TUNIX_PYTHON: TRAINER });

const TRAINING = 'plan=20;settle;steps=10;checkpoint=10;steps=10,11;checkpoint=20';

describeInBrowser('A registered model', () => {
  it('is noted, renamed, trained on from and deleted with the keyboard alone', {
    timeout: 120_000,
  }, async ({ page, server }) => {
    await storeTraces(server, sums(3));
    await buildDataset(server, { name: 'sample', version: '1' });
    const training = await startTraining(server, TRAINING);
    await ended(server, training);
    await server.data(
      `mutation ($run: ID!) {
        first: registerModel(input: { runId: $run, step: 10, name: "sums", alias: "champion" }) { __typename }
        second: registerModel(input: { runId: $run, step: 20, name: "sums" }) { __typename }
      }`,
      { run: training },
    );
    const keys = keyboardOf(page);
    const versions = page.getByTestId('version');

    await page.goto('/models');
    await keys.fill('searchbox', 'Search', 'nothing');
    await page.getByText('No model has this in its name').waitFor();
    await keys.activate('button', 'Show all');
    await keys.activate('link', 'sums');
    await keys.arrives('sums');

    await keys.activate('button', 'Add notes on sums');
    await page.keyboard.type('Adds what it saw.');
    await keys.press('ControlOrMeta+Enter');
    await page.getByText('Adds what it saw.').waitFor();
    await keys.has('button', 'Edit notes on sums');

    await keys.activate('button', 'Set alias…');
    expect(await page.getByTestId('alias-numbers').innerText()).toMatch(
      /v1: not evaluated\s+Then\s+v2: not evaluated/,
    );
    await keys.press('Enter');
    await expect.poll(() => versions.nth(0).locator('h2').innerText()).toContain('champion');
    await keys.goTo('summary', 'Files');
    await keys.press('Enter');
    await page.getByTestId('version-files').getByText('manifest.yaml').waitFor();

    await keys.activate('button', 'Rename…', 'Shift+Tab');
    await keys.fill('textbox', 'Name', 'sums of 3');
    await keys.press('Enter');
    await page.getByText('Expected a name of 1 to 100').waitFor();
    await keys.fill('textbox', 'Name', 'adder');
    await keys.press('Enter');
    await page.getByTestId('page-title').filter({ hasText: 'adder' }).waitFor();

    await keys.activate('link', 'Train from this…');
    await keys.arrives('New manifest');
    await page.getByText('with the weights of adder@2').waitFor();
    await keys.goTo('combobox', 'Dataset');
    await page.keyboard.type('sample-1');
    await page.getByText('model: "adder@2"').waitFor();
    await keys.activate('button', 'Run with Tunix');
    await keys.arrives(/^sft sample/);
    await page.getByTestId('run-header').getByRole('link', { name: 'adder@2' }).waitFor();
    await page.locator('section[data-status="COMPLETED"]').waitFor();
    await keys.activate('link', 'adder@2');
    await keys.arrives('adder');

    await keys.activate('button', 'Delete…');
    await keys.activate('button', 'Delete the model');
    await page.getByText('adder@2 is champion: move or remove the alias first').waitFor();
    await keys.press('Escape');
    await keys.activate('button', 'Remove the alias champion');
    await expect.poll(() => versions.nth(0).locator('h2').innerText()).toBe('v2');
    await keys.activate('button', 'Delete…', 'Shift+Tab');
    await keys.activate('button', 'Delete the model');
    await keys.arrives('Models');
    await page.getByText('No models yet').waitFor();
  });
});
