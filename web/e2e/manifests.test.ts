import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { tokenizerFolder } from '../../server/testing/tokenizerFolder.ts';
import {
  buildDataset,
  createManifest,
  startRun,
  storeTraces,
  sum,
  sums,
  thoughts,
} from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test;

describeInBrowser('The pages of manifests', () => {
  it.beforeEach(async ({ server }) => {
    await storeTraces(server, [
      ...sums(11),
      sum(11, { steps: thoughts(1, 'eleven '.repeat(400)) }),
    ]);
    await buildDataset(server);
  });

  it('says what is wrong once a field is left, and shows the file as it will be', async ({
    page,
  }) => {
    await page.goto('/manifests/new');
    await page.getByText('Choose a dataset and a model').waitFor();
    expect(await page.locator('.field-error').count()).toBe(0);
    await page.getByRole('button', { name: 'Create manifest' }).click();
    await page.getByText('Choose a dataset', { exact: true }).waitFor();
    await page.getByLabel('Dataset').fill('nowhere-v1');
    await page.getByRole('button', { name: 'Use tunix-rt/tiny' }).click();
    await page.getByText(/no dataset "?nowhere-v1/).waitFor();
    await page.getByLabel('Dataset').fill('first-v1');
    await yaml(page, /model_id: tunix-rt\/tiny/);
    await yaml(page, /learning_rate: 2\.0e-05/);

    await page.getByRole('button', { name: 'Use fitting values' }).click();
    await yaml(page, /learning_rate: 0\.005[\s\S]*schedule: cosine/);
    await page.getByLabel('Batch size').fill('513');
    await page.getByText(/before the last change.*got 513/).waitFor();
    await page.getByText('Expected a whole number, 1 to 512, got 513', { exact: true }).waitFor();
    expect(await page.getByLabel('Batch size').getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Create manifest' }).click();
    await page.getByText('Not yet: 1 of the fields').waitFor();
    await page.getByLabel('Batch size').fill('2');
    await yaml(page, /batch_size: 2/);
    const shown = await page.locator('figure pre').textContent();

    await page.getByRole('button', { name: 'Create manifest' }).click();
    await page.getByRole('heading', { level: 1, name: 'tunix-rt/tiny' }).waitFor();
    expect(await page.locator('figure pre').textContent()).toBe(shown);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download', exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.yaml$/);
    await page.getByRole('button', { name: 'JSON' }).click();
    await page.locator('figure pre').getByText('"tunix-rt/tiny"').waitFor();

    await page.goto('/manifests');
    await page.getByTestId('manifest').getByText('not run yet').waitFor();
  });

  it('shows a row as training would write it, in the template of the model', async ({ page }) => {
    const tokenizer = await tokenizerFolder('qwen3');
    await page.goto(
      `/manifests/new?dataset=first-v1&model=Qwen%2FQwen3-0.6B&tokenizer=${tokenizer}&row=2`,
    );
    const row = page.getByTestId('row-preview');
    await row.getByText(`In the chat template in ${tokenizer}; what the loss sees`).waitFor();
    const text = row.locator('pre');
    await text.getByText('<|im_start|>user').waitFor();
    expect(await row.locator('mark').textContent()).toMatch(
      /^<think>\n\n<\/think>\n\nReasoning:\n1\. .*Answer: \d+<\|im_end\|>$/s,
    );
    await page.getByLabel('Reasoning', { exact: true }).selectOption('THINK');
    await row
      .locator('mark')
      .getByText(/^<think>\n\d+/)
      .waitFor();
    await page.getByLabel('Template', { exact: true }).selectOption('GEMMA');
    await row.getByText("In Gemma's turns;").waitFor();
    await row
      .locator('mark')
      .getByText(/<end_of_turn>$/)
      .waitFor();
    await row.getByLabel('Row as training sees it').fill('99');
    await row.getByText('The dataset has no such row.').waitFor();
    await row.getByLabel('Row as training sees it').fill('0');
    await page.keyboard.press('Tab');
    await row.getByText('Expected a whole number from 1, got 0').waitFor();
  });

  it('says why a chat template would be refused', async ({ page }) => {
    const tokenizer = await tokenizerFolder('deepseek_thinking');
    await page.goto(
      `/manifests/new?dataset=first-v1&model=deepseek-r1-distill-qwen-1.5b&tokenizer=${tokenizer}`,
    );
    await page.getByTestId('steps').getByText("would refuse the model's chat template").waitFor();
    await page
      .getByTestId('row-preview')
      .getByText(`Training would refuse the chat template in ${tokenizer}: after "plus 3?`)
      .waitFor();
  });

  it('keeps the file while a dataset is typed that is not there, and says that it is of before', async ({
    page,
  }) => {
    await page.goto('/manifests/new?dataset=first-v1&model=tunix-rt%2Ftiny');
    await yaml(page, /datasets\/first-v1\.jsonl/);
    const dataset = page.getByLabel('Dataset');
    for (const text of ['', 'f', 'firs', 'first-v2']) {
      await dataset.fill(text);
      const reason = text ? new RegExp(`before the last change.*${text}\\b`) : /Choose a dataset/;
      await page.getByRole('status').filter({ hasText: reason }).waitFor();
      await page.getByText('manifest.yaml, before the last change').waitFor();
      await yaml(page, /datasets\/first-v1\.jsonl/);
    }
    expect(await page.locator('.field-error').count()).toBe(0);
    await dataset.blur();
    await page.locator('.field-error', { hasText: 'first-v2' }).waitFor();

    await dataset.fill('first-v1');
    await page.getByLabel('Batch size').fill('3');
    await page.getByText('manifest.yaml, as it will be').waitFor();
    await yaml(page, /batch_size: 3/);
    const shown = await page.locator('figure pre').textContent();
    await page.getByRole('button', { name: 'Create manifest' }).click();
    await page.getByRole('heading', { level: 1, name: 'tunix-rt/tiny' }).waitFor();
    expect(await page.locator('figure pre').textContent()).toBe(shown);
  });

  it('reports a dry run check by check, with the rows that would be dropped', async ({ page }) => {
    await page.goto(
      '/manifests/new?dataset=first-v1&model=tunix-rt%2Ftiny&maxSeqLength=256&batchSize=2',
    );
    await yaml(page, /max_seq_length: 256/);
    await page.getByRole('button', { name: 'Dry-run' }).click();
    await page.getByTestId('check:dataset').filter({ hasText: 'Pass' }).waitFor();
    await page.getByTestId('check:length').filter({ hasText: 'Warning' }).waitFor();
    await page.getByText('1 row would be dropped').waitFor();
    await page.getByText(/tokens, over 256/).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Download all 1/ }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('dropped.jsonl');

    await page.getByLabel('Longest row, tokens').fill('4096');
    await page.getByText('The form has changed since').waitFor();
    await page.waitForURL(/maxSeqLength=4096/);
    await page.reload();
    await page.getByTestId('check:dataset').waitFor();
    await page.getByText('The form has changed since').waitFor();

    await page.getByRole('button', { name: 'Dry-run' }).click();
    await page.getByTestId('check:length').filter({ hasText: 'Pass' }).waitFor();
    await page.getByRole('button', { name: 'Run with Tunix' }).click();
    await page.getByText("Tunix can't train here yet").waitFor();
    await page.getByRole('alert').getByText('pip install').waitFor();
  });

  it('says how much is padding, and packs rows with one click', async ({ page, server }) => {
    await storeTraces(
      server,
      Array.from({ length: 60 }, (_, index) => sum(20 + index)),
    );
    await buildDataset(server, { name: 'uneven', version: '1' });
    await page.goto('/manifests/new?dataset=uneven-1&model=tunix-rt%2Ftiny&batchSize=2');
    const steps = page.getByTestId('steps');
    await steps.getByText(/ of what is computed is real, the rest is padding to /).waitFor();
    await steps.getByText('Tokens are counted by the tokenizer that is made from').waitFor();
    await steps.getByRole('button', { name: 'Pack rows' }).click();
    await yaml(page, /packing: true/);
    await steps.getByText(/ per epoch of \d+ rows in \d+ sequences?/).waitFor();
    expect(await page.getByLabel('Packing').isChecked()).toBe(true);
    await page.waitForURL(/packing=true/);

    await page.getByRole('button', { name: 'Dry-run' }).click();
    await page.getByTestId('check:fill').filter({ hasText: 'Pass' }).waitFor();
    await page.getByLabel('Packing').uncheck();
    await yaml(page, /packing: false/);
    await page.getByRole('button', { name: 'Dry-run' }).click();
    await page.getByTestId('check:fill').filter({ hasText: 'With packing it is' }).waitFor();
    await page.getByRole('link', { name: 'Pack rows' }).click();
    await page.waitForURL(/from=.*packing=true|packing=true.*from=/);
    await yaml(page, /packing: true/);
  });

  it('starts a form from an earlier run', async ({ page, server }) => {
    const id = await startRun(server, {
      datasetKey: 'first-v1',
      modelId: 'google/gemma-3-270m-it',
      outputDir: './there',
      training: { batchSize: 3, schedule: 'LINEAR', lora: { rank: 4 } },
    });
    await page.goto(`/manifests/new?from=${id}`);
    await yaml(page, /model_id: google\/gemma-3-270m-it/);
    await yaml(
      page,
      /batch_size: 3[\s\S]*output_dir: \.\/there[\s\S]*schedule: linear[\s\S]*rank: 4/,
    );
    await page.getByLabel('Batch size').fill('5');
    await yaml(page, /batch_size: 5/);
    await page.waitForURL(/batchSize=5/);
    await page.reload();
    await yaml(page, /batch_size: 5/);
    await page.goto('/manifests/new?from=nothing');
    await page.getByText('There is no run nothing to duplicate.').waitFor();
  });

  it('runs a manifest that is kept, and lists its runs', async ({ page, server }) => {
    const id = await createManifest(server, { training: { batchSize: 2 } });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`/manifests/${id}`);
    await page.getByText('None yet. A dry run costs nothing.').waitFor();
    await page.getByRole('button', { name: 'Dry-run' }).click();
    await page.getByTestId('check:steps').filter({ hasText: 'Pass' }).waitFor();
    await page.getByRole('link', { name: /^dry run .* #1$/ }).waitFor();
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect(scrollWidth).toBe(clientWidth);

    await page.getByRole('link', { name: 'Make another one like it' }).click();
    await yaml(page, /batch_size: 2/);
    await page.waitForURL(/dataset=first-v1.*batchSize=2/);
    await page.goto('/datasets/first-v1');
    await page.getByRole('link', { name: 'Train on it' }).click();
    await page.waitForURL(/manifests\/new\?dataset=first-v1$/);
    await page.getByRole('button', { name: 'Use tunix-rt/tiny' }).click();
    await yaml(page, /model_id: tunix-rt\/tiny/);
  });

  const yaml = (page: Page, content: RegExp) =>
    page.locator('figure pre').filter({ hasText: content }).waitFor();
});
