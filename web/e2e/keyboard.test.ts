import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sampleTraces } from '../../server/examples/sampleTraces.ts';
import {
  buildSample,
  ended,
  releaseTrainer,
  startTraining,
  TRAINER,
  trainerOf,
} from '../../server/testing/training.ts';
import { toTraceJson } from '../../server/traces/trace.ts';
import { type Keyboard, keyboardOf } from './keyboard.fixture.ts';
import { buildDataset, storeTraces, sum, thoughts } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const PALETTE = process.platform === 'darwin' ? 'Meta+k' : 'Control+k';

const it = test
  .override('environment', { TUNIX_PYTHON: TRAINER })
  .extend('keys', ({ page }) => keyboardOf(page));

describeInBrowser('With the keyboard alone one can', () => {
  it('store a first trace, take a step back, and import more', async ({ page, keys }) => {
    await page.goto('/');
    await keys.activate('summary', /All on one page/);
    await keys.fill('textbox', 'Trace JSON', 'not yet a trace');
    await keys.activate('button', 'Upload');
    await page.getByText('Invalid JSON format').waitFor();
    await keys.has('button', 'Upload');
    await keys.activate('button', 'Load Example', 'Shift+Tab');
    await keys.press('F8');
    await keys.has('button', /^Undo/);
    await keys.press('Enter');
    await keys.has('button', 'Load Example');
    expect(await page.getByLabel('Trace JSON').inputValue()).toBe('not yet a trace');

    await keys.fill('textbox', 'Trace JSON', line(1), 'Shift+Tab');
    await keys.activate('button', 'Upload');
    await page.getByText('Trace uploaded with ID').waitFor();
    await keys.has('button', 'Upload');
    await keys.activate('button', 'Fetch');
    await page.getByText('Fetched Trace').waitFor();

    await keys.activate('link', 'import them', 'Shift+Tab');
    await keys.arrives('New import');
    const chooser = page.waitForEvent('filechooser');
    await keys.activate('button', /^Drop files anywhere/);
    await chooser;
    await keys.fill('textbox', 'Rows to paste', [2, 3, 4].map(line).join('\n'));
    await keys.activate('button', 'Look at what I pasted');
    await page.getByText('First 3 rows: 3 traces, 0 refused').waitFor();
    await keys.activate('button', 'Import');
    await page.getByText('3 traces stored.').waitFor();
    await keys.activate('link', 'Open its traces');
    await keys.arrives('Traces');
    await count(page, '3 traces match');
    await keys.activate('button', 'Dismiss');
    await keys.goTo('searchbox', 'Search in prompts, steps and answers');
  });

  it('find, select, score and delete traces, and save a view of them', async ({
    page,
    server,
    keys,
  }) => {
    await storeTraces(server, sampleTraces({ count: 150 }));
    await page.goto('/traces');
    await count(page, '150 traces');

    await keys.press('j', 'x', 'j', 'j', 'Shift+X');
    await page.getByText('3 selected', { exact: true }).waitFor();
    await keys.activate('button', 'Score');
    await page.getByText('Scored 3 traces.').waitFor();
    await keys.has('button', 'Score');
    await keys.activate('button', 'Delete…');
    await keys.has('button', 'Cancel');
    await keys.press('Escape');
    await keys.has('button', 'Delete…');
    await keys.press('Enter');
    await keys.activate('button', 'Delete');
    await page.getByText('Deleted 3 traces.').waitFor();
    await count(page, '147 traces');
    expect(await page.evaluate(() => document.activeElement?.closest('table') !== null)).toBe(true);

    await keys.check('Select all rows that were read', 'Shift+Tab');
    await keys.activate('button', 'Select all 147 that match');
    await page.getByText('147 selected', { exact: true }).waitFor();
    await keys.press('Escape');
    await page.getByText('147 selected', { exact: true }).waitFor({ state: 'detached' });

    await keys.press('/');
    await page.keyboard.insertText('minutes');
    await count(page, /^\d+ traces match$/);
    await keys.goTo('combobox', 'Order');
    await keys.press('ArrowDown');
    await page.waitForURL(/order=oldest/);
    await keys.activate('button', 'task.difficulty', 'Shift+Tab');
    await keys.activate('button', /^easy/);
    await page.waitForURL(/meta=task.difficulty/);
    await keys.has('button', /^easy/);
    await keys.fill('textbox', 'Name of the view', 'short and easy', 'Shift+Tab');
    await keys.press('Enter');
    await keys.activate('button', /^contains “minutes”/);
    await page.waitForURL((url) => !url.searchParams.has('search'));
    await keys.has('button', /Drop this filter$/);
    await keys.activate('link', 'short and easy', 'Shift+Tab');
    await page.waitForURL(/search=minutes/);
    await keys.activate('button', 'Forget the view short and easy');
    await keys.has('link', 'All traces');
  });

  it('read a trace, fold it, take it away, and compare it with another', async ({
    page,
    server,
    keys,
  }) => {
    await storeTraces(server, sampleTraces({ count: 5 }));
    await page.goto('/traces');
    await count(page, '5 traces');
    await keys.press('j', 'j');
    const row = await keys.focused();
    await keys.press('Enter');
    await keys.arrives(row.slice(0, 20));

    await keys.press('j', 'j');
    expect(await keys.focused()).toBe('1');
    await keys.press('k');
    expect(await keys.focused()).toBe('0');
    await keys.activate('button', /^Copy/);
    await page.getByText('Copied').waitFor();
    await keys.activate('link', 'Training text', 'Shift+Tab');
    await page.getByTestId('training-text').waitFor();
    await keys.activate('link', 'JSON');
    const file = page.waitForEvent('download');
    await keys.activate('button', 'Download');
    expect(JSON.parse(await readFile(await (await file).path(), 'utf8'))).toHaveProperty('steps');
    await keys.activate('button', 'Score');
    await page.getByTestId('score').waitFor();
    await keys.has('button', 'Score again');
    await keys.press('Escape');
    await keys.has('link', row);

    await keys.press('x', 'j', 'x');
    await keys.activate('link', 'Compare');
    await keys.arrives('Compare two traces');
    await page.getByTestId('difference').first().waitFor();
    await keys.press('j');
    await keys.has('region', 'Prompt');
    await keys.press('j');
    await keys.has('region', /^Step/);
    await keys.activate('button', 'Swap', 'Shift+Tab');
  });

  it('unfold and fold a long trace', async ({ page, server, keys }) => {
    const long = { i: 9, type: 'think', content: 'long '.repeat(500) };
    const [id] = await storeTraces(server, [sum(1, { steps: [long, ...thoughts(1, 'short')] })]);
    await page.goto(`/traces/${id}`);
    await keys.activate('button', 'Show all 2,500 characters');
    await keys.has('button', /^Copy/);
    await keys.press('e', 'e');
    await page.getByRole('button', { name: 'Unfold all' }).waitFor();
    await keys.activate('button', 'More actions', 'Shift+Tab');
    await keys.has('menuitem', 'Delete…');
    await keys.press('Enter');
    await keys.activate('button', 'Delete');
    await keys.arrives('Traces');
  });

  it('build datasets, look at them, take one away, compare and delete them', async ({
    page,
    server,
    keys,
  }) => {
    await storeTraces(server, sampleTraces({ count: 120 }));
    await page.goto('/datasets');
    await keys.activate('link', 'New dataset');
    await keys.arrives('New dataset');
    await keys.activate('button', 'Build dataset');
    await keys.has('textbox', 'Name');

    await keys.fill('searchbox', 'Text', '-zebra', 'Shift+Tab');
    await keys.goTo('combobox', 'Source');
    await keys.fill('textbox', 'Steps from', '1');
    await keys.fill('textbox', 'Steps to', '50');
    await keys.goTo('textbox', 'Stored from');
    await keys.activate('button', 'Add a meta value');
    await keys.fill('combobox', 'Path 1', 'task.difficulty', 'Shift+Tab');
    await keys.fill('combobox', 'Value 1', 'easy');
    await keys.activate('button', 'Remove task.difficulty');
    await keys.has('button', 'Add a meta value');
    await keys.goTo('radio', /^Newest/);
    await keys.press('ArrowDown', 'ArrowDown');
    await keys.fill('textbox', 'At most', '80');
    await keys.activate('button', 'Another');
    await keys.fill('combobox', 'Keep the proportions of', 'task.kind');
    await keys.fill('textbox', 'Name', 'sample');
    await keys.fill('textbox', 'Version', 'v1');
    await keys.goTo('combobox', 'Derived from');
    await keys.activate('button', 'Build dataset');
    await keys.arrives('sample-v1');

    await keys.goTo('slider', 'Longest row, slider');
    await keys.press('ArrowLeft');
    await page.waitForURL(/length=/);
    await keys.fill('spinbutton', 'Longest row, tokens', '200');
    await page.waitForURL(/length=200/);
    const file = page.waitForEvent('download');
    await keys.activate('link', /^tunix_sft/);
    expect((await readFile(await (await file).path(), 'utf8')).trim().split('\n')).toHaveLength(80);
    await keys.activate('link', /^Rows/, 'Shift+Tab');
    await keys.goTo('button', /^1/);
    await keys.press('j', 'ArrowDown');
    await page.getByTestId('rendered').getByText('Row 3', { exact: true }).waitFor();
    await keys.has('button', /^3/);
    await keys.goTo('link', 'Open the trace');

    await buildDataset(server, { name: 'small', limit: 10 });
    await keys.activate('link', 'Compare', 'Shift+Tab');
    await keys.arrives('Compare datasets');
    await keys.fill('combobox', 'Other', 'small-v1');
    await keys.activate('button', 'Swap');
    await page.getByTestId('verdict').waitFor();
    await keys.activate('link', 'small-v1');
    await keys.arrives('small-v1');
    await keys.activate('button', 'Delete');
    await keys.activate('button', 'Delete the dataset');
    await keys.arrives('Datasets');
    await keys.press('F8');
    await keys.activate('button', 'Dismiss');
    await page.getByRole('link', { name: 'sample-v1' }).waitFor();
    await keys.press('j');
    await keys.has('link', 'sample-v1');
    await keys.press('Enter');
    await keys.arrives('sample-v1');
    await keys.press('Escape');
    await keys.arrives('Datasets');
  });

  it('make a manifest, check it, and train with it', async ({ page, server, keys }) => {
    await buildSample(server);
    await page.goto('/manifests');
    await keys.activate('link', 'New manifest');
    await keys.arrives('New manifest');
    await keys.activate('button', 'Dry-run');
    await keys.has('combobox', 'Dataset');
    await keys.fill('combobox', 'Dataset', 'sample-1');
    await keys.fill('combobox', 'Model', 'fixture/steps=2;wait=end');
    await keys.fill('textbox', 'Stop after, in seconds', '600');
    await keys.fill('textbox', 'Batch size', '1');
    await keys.activate('summary', 'LoRA');
    await keys.check('Train low-rank adapters instead of all weights');
    await keys.goTo('textbox', 'Rank');
    await keys.activate('button', 'Create manifest');
    await keys.arrives('fixture/steps=2;wait=end');

    await keys.activate('button', 'JSON');
    await keys.has('button', 'JSON');
    await keys.activate('button', 'Dry-run');
    await page.getByTestId('dry-run').getByText('Completed').waitFor();
    await keys.has('button', 'Dry-run');
    await keys.activate('button', 'Run with Tunix');
    await keys.arrives(/^sft sample #/);
    await page.getByTestId('run-header').getByText('Running', { exact: true }).waitFor();
  });

  it('watch a run: its charts, its log, what it has saved, and what it was told', async ({
    page,
    server,
    keys,
  }) => {
    await buildSample(server);
    const id = await startTraining(server, 'curve=180;checkpoint=180;wait=end');
    await page.goto(`/runs/${id}`);
    await page.getByTestId('chart:loss').waitFor();
    await keys.goTo('slider', 'Smoothing');
    await keys.press('ArrowRight');
    await page.waitForURL(/smooth=0.61/);
    await keys.goTo('combobox', 'Axis');
    await keys.press('ArrowDown', 'ArrowDown');
    await page.waitForURL(/log=1/);
    await keys.goTo('img', /^loss/);
    await keys.press('ArrowRight', 'Shift+ArrowRight');
    await page.getByTestId('chart:loss').getByText('step 11', { exact: true }).waitFor();
    await keys.press('+');
    await page.waitForURL(/steps=0-/);
    await keys.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('steps'));
    for (const name of ['PNG', 'CSV']) {
      const file = page.waitForEvent('download');
      await keys.activate('button', name, 'Shift+Tab');
      await file;
      await keys.has('button', name);
      await keys.goTo('img', /^loss/);
    }
    await keys.check('Table', 'Shift+Tab');
    await keys.goTo('region', 'loss, values');

    await keys.activate('link', /^Log/, 'Shift+Tab');
    await page.getByText('Step 180/180').waitFor();
    await keys.press('/');
    await keys.has('searchbox', 'Search the log');
    await page.keyboard.insertText('step 7');
    await keys.press('Enter');
    await hits(page, '1 of 11');
    await keys.goTo('button', 'Next hit');
    await keys.press('n');
    await hits(page, '2 of 11');
    await keys.press('Shift+N');
    await hits(page, '1 of 11');
    const hit = await page.locator('[data-line][data-current="true"] > a').textContent();
    await keys.press('j');
    expect(await keys.focused()).toBe(hit);
    await keys.press('j', 'Enter');
    await page.waitForURL((url) => url.hash === `#L${Number(hit) + 1}`);
    await keys.activate('button', /Jump to the end|new line/);
    await keys.has('region', 'Log lines');
    await keys.goTo('combobox', 'Stream', 'Shift+Tab');
    await keys.press('ArrowDown', 'ArrowDown');
    await page.waitForURL(/stream=stderr/);
    await keys.check('Wrap');
    await page.waitForURL(/wrap=1/);
    await keys.goTo('link', 'stderr');

    await keys.activate('link', /^Checkpoints/, 'Shift+Tab');
    await keys.activate('button', /^Copy/);
    await keys.activate('link', 'Files', 'Shift+Tab');
    const file = page.waitForEvent('download');
    await keys.activate('link', 'manifest.yaml');
    await file;
    await keys.activate('link', 'Configuration', 'Shift+Tab');
    await keys.activate('button', 'Show as JSON');
    await keys.has('button', 'Show as YAML');
  });

  it('cancel a run, resume, retry and duplicate it', async ({ page, server, keys }) => {
    await buildSample(server);
    const id = await startTraining(server, 'plan=9;settle;steps=3;checkpoint=3;wait=go');
    await page.goto(`/runs/${id}?tab=checkpoints`);
    await page.getByTestId('checkpoints').getByText('checkpoints/3').waitFor();
    await keys.activate('button', 'Cancel');
    await keys.has('button', 'Keep it running');
    await keys.press('Enter');
    await keys.has('button', 'Cancel');
    await keys.press('Enter');
    await keys.activate('button', 'Cancel the run');
    await keys.goTo('button', 'Resume', 'Shift+Tab');
    await keys.press('Enter');
    await page.getByText('Resumed from').waitFor();
    await keys.arrives(/^sft sample #/);
    const resumed = new URL(page.url()).pathname.slice('/runs/'.length);
    await trainerOf(server.home, resumed);
    await releaseTrainer(server, resumed, 'go');
    await keys.activate('button', 'Retry');
    await page.getByText('Retry of').waitFor();
    await keys.arrives(/^sft sample #/);
    await trainerOf(server.home, new URL(page.url()).pathname.slice('/runs/'.length));
    await keys.activate('link', 'Duplicate');
    await keys.arrives('New manifest');
  });

  it('look through the runs, filter them, and compare two', async ({ page, server, keys }) => {
    await buildSample(server);
    const first = await startTraining(server, 'steps=2');
    await startTraining(server, 'steps=4');
    const failed = await startTraining(server, 'fail=no%20memory;exit=1');
    await ended(server, failed);
    await page.goto('/runs');
    await page.getByTestId('run').nth(2).waitFor();
    await keys.activate('button', 'State');
    await keys.check(/^Failed/);
    await page.waitForURL(/status=FAILED/);
    await keys.press('Escape');
    await keys.has('button', /^State/);
    await keys.goTo('combobox', 'Kind');
    await keys.press('ArrowDown');
    await page.waitForURL(/mode=/);
    await keys.activate('button', 'Clear');
    await page.locator(`[data-run="${first}"]`).waitFor();

    await keys.press('j', 'j', 'x', 'j', 'x');
    await keys.activate('button', 'Actions of sft sample #2', 'Shift+Tab');
    await keys.has('menuitem', 'Retry from the start');
    await keys.press('ArrowDown');
    await keys.has('menuitem', 'Duplicate with changes');
    await keys.press('Escape');
    await keys.has('button', 'Actions of sft sample #2');
    await keys.activate('link', 'Compare 2 selected', 'Shift+Tab');
    await keys.arrives('Compare runs');
    await keys.check('Show what is the same, too');
    await keys.activate('button', 'Remove A', 'Shift+Tab');
    await page.getByTestId('compared').nth(1).waitFor({ state: 'detached' });
    await keys.has('link', /^sft sample #/);
  });

  it('select runs, see what they take up, and delete them', async ({ page, server, keys }) => {
    await buildSample(server);
    const first = await startTraining(server, 'plan=2;steps=2;checkpoint=2');
    const second = await startTraining(server, 'plan=2;steps=2;checkpoint=2');
    const third = await startTraining(server, 'steps=1');
    await ended(server, third);
    await page.goto('/runs');
    await page.getByTestId('run').nth(2).waitFor();
    await keys.press('j', 'j', 'x', 'j', 'Shift+X');
    await keys.activate('button', 'Delete…');
    const dialog = page.getByRole('dialog', { name: 'Delete 2 runs?' });
    await dialog
      .getByText('2 runs go with their logs, metrics, files, and 2 checkpoints.')
      .waitFor();
    await dialog.getByText(/KiB of the disk come free/).waitFor();
    await keys.press('Escape');
    await keys.has('button', 'Delete…');
    await keys.press('Enter');
    await keys.activate('button', 'Delete 2 runs');
    await page.getByText(/Deleted 2 runs\. .* came free\./).waitFor();
    for (const id of [first, second]) {
      await page.locator(`[data-run="${id}"]`).waitFor({ state: 'detached' });
    }
    await page.getByText('1 in all').waitFor();
    await page.getByRole('region', { name: 'Selected runs' }).waitFor({ state: 'detached' });

    await keys.activate('link', 'sft sample #3', 'Shift+Tab');
    await keys.arrives('sft sample #3');
    await keys.activate('button', 'Delete…');
    await keys.activate('button', 'Delete 1 run');
    await keys.arrives('Runs');
    await page.getByRole('heading', { name: 'No runs yet' }).waitFor();
  });

  it('go anywhere from the palette, see all keys, choose a theme, and skip to the content', async ({
    page,
    keys,
  }) => {
    await page.goto('/traces');
    await page.getByRole('link', { name: 'Judges' }).waitFor();
    await keys.press('Tab');
    await keys.has('link', 'Skip to the content');
    await keys.press('Enter', 'Tab');
    await keys.has('link', 'Judges');

    await search(page, keys, 'new data');
    await page.getByRole('option', { name: 'New dataset', selected: true }).waitFor();
    await keys.press('Escape');
    await keys.has('link', 'Judges');
    await search(page, keys, 'runs');
    await keys.press('ArrowDown', 'ArrowUp', 'Enter');
    await keys.arrives('Runs');

    await keys.goTo('link', 'New run');
    await keys.press('?');
    await page.getByTestId('key-sheet').waitFor();
    await keys.check(/^Keys of one character/);
    await keys.press('Escape');
    await keys.has('link', 'New run');
    await keys.press('?');
    await search(page, keys, 'keyboard');
    await keys.press('Enter');
    await keys.check(/^Keys of one character/);
    await keys.activate('button', 'Close');
    await keys.press('?');
    await page.getByTestId('key-sheet').waitFor();
    await keys.press('Escape');

    await keys.activate('button', 'Menu', 'Shift+Tab');
    await keys.goTo('radio', 'system');
    await keys.press('ArrowLeft');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  });

  const count = (page: Page, text: string | RegExp) =>
    page.getByTestId('trace-count').filter({ hasText: text }).waitFor();

  const hits = (page: Page, text: string) =>
    page.getByTestId('log-hits').filter({ hasText: text }).waitFor();

  async function search(page: Page, keys: Keyboard, text: string) {
    await keys.press(PALETTE);
    await keys.has('combobox', /^Go to a page/);
    await page.keyboard.insertText(text);
  }
});

const line = (number: number) => JSON.stringify(toTraceJson(sum(number)));
