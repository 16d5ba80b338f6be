import type { Download } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pythonIsMissing, pythonWith } from '../../server/testing/interpreter.ts';
import { releaseTrainer, TRAINER } from '../../server/testing/training.ts';
import { standIn } from '../../server/testing/ungarStandIn.ts';
import { AT_FIRST, DISABLED_AT_FIRST, NOT_YET } from './panels.fixture.ts';
import { buildDataset, startRun, storeTraces, sum, sums } from './seed.fixture.ts';
import { goAndSettle } from './settle.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const MORE = { datasetKey: 'more-v1', modelId: 'tunix-rt/tiny' };
const MISSING_ID = '01a00000-0000-7000-8000-000000000000';

const it = test
  .extend(
    'byId',
    ({ page }) =>
      (testId: string) =>
        page.getByTestId(testId),
  )
  /** The text of an element, or the value of a control. */
  .extend('read', ({ byId }) => async (testId: string) => {
    const element = byId(testId);
    await element.waitFor();
    return element.evaluate((node) =>
      node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement
        ? node.value
        : (node.textContent ?? ''),
    );
  })
  .extend('open', ({ page, byId }) => async () => {
    // What is read at first moves what is below.
    await goAndSettle(page, '/');
    await page.getByText('All on one page').click();
    await page.getByText('Live', { exact: true }).waitFor();
    for (const testId of ['sys:redi-status', 'ungar:status', 'tunix:status']) {
      await byId(testId).waitFor();
    }
  })
  .extend('choose', ({ page, byId }) => async (text: string, name: string) => {
    await page.keyboard.press(process.platform === 'darwin' ? 'Meta+k' : 'Control+k');
    await byId('palette').getByRole('combobox').fill(text);
    await byId('palette').getByRole('option', { name }).first().waitFor();
    await page.keyboard.press('Enter');
    await byId('palette').waitFor({ state: 'detached' });
  });

describeInBrowser('The panels of the first page', () => {
  it('have all that scripts for the predecessor look for', async ({ page, open, byId, read }) => {
    await open();
    for (const [testId, text] of AT_FIRST) expect(await read(testId), testId).toMatch(text);
    for (const testId of NOT_YET) expect(await byId(testId).count(), testId).toBe(0);
    for (const testId of DISABLED_AT_FIRST) {
      expect(await byId(testId).isDisabled(), testId).toBe(true);
    }
    expect(await page.locator('#tunix-async-mode').isChecked()).toBe(false);
    expect(await page.getByLabel('Run Async (Non-blocking)').count()).toBe(1);
  });

  it('store the example and show it again', async ({ page, open, byId, read }) => {
    await open();
    await byId('trace:load-example').click();
    expect(await read('trace:json')).toContain('Convert 68°F to Celsius');
    await byId('trace:upload').click();
    const success = await read('trace:success');
    expect(success).toMatch(/^Success! Trace uploaded with ID: [0-9a-f-]{36}$/);
    await byId('trace:fetch').click();
    const fetched = JSON.parse(await read('trace:result-content'));
    expect(fetched).toMatchObject({ id: success.slice(-36), payload: { final_answer: '20°C' } });
    expect(await read('trace:result')).toContain('Fetched Trace');
    await byId('loop:traces').filter({ hasText: 'Traces1' }).waitFor();

    await page.reload();
    expect(await read('trace:result-content')).toContain(success.slice(-36));
  });

  it('say what is wrong with a trace, field by field, and keep what was typed', async ({
    open,
    byId,
    read,
  }) => {
    await open();
    await byId('trace:json').fill('{"prompt": ');
    await byId('trace:upload').click();
    expect(await read('trace:error')).toMatch(/^Error: Upload failed:Invalid JSON format: /);
    await byId('trace:json').fill(
      JSON.stringify({
        trace_version: '1.0',
        prompt: '',
        final_answer: '4',
        steps: [{ i: -1, type: 'a', content: 'b' }],
      }),
    );
    await byId('trace:upload').click();
    await byId('trace:error').filter({ hasText: 'prompt: Expected 1 to' }).waitFor();
    expect(await read('trace:error')).toMatch(/characters, got 0.*steps\[0\]\.i: .* got -1/);

    await byId('trace:load-example').click();
    await byId('toast').getByRole('button', { name: 'Undo' }).click();
    expect(await read('trace:json')).toContain('"final_answer":"4"');

    await byId('trace:id').fill(MISSING_ID);
    await byId('trace:fetch').click();
    await byId('trace:error')
      .filter({ hasText: `Trace ${MISSING_ID} not found` })
      .waitFor();
  });

  it('compare two traces with their scores to two decimals', async ({
    server,
    open,
    byId,
    read,
  }) => {
    await open();
    const contents = [['Add 2 and 2'], ['Take 2', 'Take another 2', 'They make 4']];
    const [base, other] = await storeTraces(
      server,
      contents.map((all) =>
        sum(2, { steps: all.map((content, i) => ({ i, type: 'think', content })) }),
      ),
    );
    await byId('compare:base-id').fill(base ?? '');
    await byId('compare:other-id').fill(other ?? '');
    await byId('compare:submit').click();
    await byId('compare:columns').waitFor();
    for (const side of ['base', 'other']) {
      expect(await read(`compare:${side}-column`)).toMatch(/^(Base|Other) Trace/);
      expect(await read(`compare:${side}-score`)).toMatch(/^Score: \d+\.\d\d$/);
      expect(await read(`compare:${side}-content`)).toContain('Final Answer');
      expect(await read(`compare:${side}-prompt`)).toBe('What is 2 + 2?');
      expect(await read(`compare:${side}-answer`)).toBe('4');
    }
    expect(await read('compare:base-score')).toBe('Score: 6.10');
    expect(await read('compare:base-steps')).toBe('think: Add 2 and 2');
    expect(await read('compare:other-step-2')).toBe('think: They make 4');

    await byId('compare:other-id').fill(MISSING_ID);
    await byId('compare:submit').click();
    expect(await read('compare:error')).toMatch(`Error: Compare failed:`);
    expect(await read('compare:error')).toContain(MISSING_ID);
  });

  const noPython = pythonIsMissing ? ' (skipped: python3 is not installed)' : '';
  describe('beside UNGAR', () => {
    it.override('environment', async () => ({ UNGAR_PYTHON: await pythonWith(standIn) }));

    it.skipIf(pythonIsMissing)(
      `let UNGAR play where it is installed${noPython}`,
      async ({ open, byId, read }) => {
        await open();
        await byId('ungar:generator').waitFor();
        expect(await read('ungar:status')).toBe('Status: ✅ Available');
        expect(await read('ungar:version')).toBe('Version: 9.9.9');
        expect(await read('ungar:generate-count')).toBe('5');
        expect(await read('ungar:generate-seed')).toBe('42');

        await byId('ungar:generate-count').fill('101');
        await byId('ungar:generate-btn').click();
        expect(await read('ungar:error')).toContain('Count must be between 1 and 100, got 101');

        await byId('ungar:generate-count').fill('4');
        await byId('ungar:generate-btn').click();
        expect(await read('ungar:results')).toMatch(/^Generated 4 Traces/);
        expect(await read('ungar:preview')).toMatch(/Result: (win|loss|tie), Card: /);
        expect(
          await byId('ungar:trace-ids').locator('[data-testid^="ungar:trace-id-"]').count(),
        ).toBe(4);
        await byId('loop:traces').filter({ hasText: 'Traces4' }).waitFor();
      },
    );
  });

  it('take a dataset away and make its manifest', async ({ page, server, open, byId, read }) => {
    await open();
    await storeTraces(server, sums(3));
    await buildDataset(server);
    await byId('tunix:dataset-key').fill('first-v1');
    const downloading = page.waitForEvent('download');
    await byId('tunix:export-btn').click();
    const file = await downloading;
    expect(file.suggestedFilename()).toBe('first-v1.jsonl');
    const rows = (await contentOf(file)).trimEnd().split('\n');
    expect(rows).toHaveLength(3);
    expect(JSON.parse(rows[0] ?? '').prompts).toContain('<start_of_turn>user');
    expect(await read('tunix:export-result')).toMatch(/^Saved first-v1\.jsonl: 3 rows/);

    await byId('tunix:manifest-btn').click();
    expect(await read('tunix:manifest-message')).toBe(
      'Manifest generated for dataset first-v1. Save as YAML and execute with Tunix CLI.',
    );
    expect(await read('tunix:manifest-yaml')).toContain('model_id: google/gemma-2b-it');
    expect(await read('tunix:manifest-result')).toContain('Manifest Generated');
    await byId('loop:manifests').filter({ hasText: 'Manifests1' }).waitFor();
  });

  it('say why a dataset or a training value is refused, at its field', async ({
    open,
    byId,
    read,
  }) => {
    await open();
    await byId('tunix:dataset-key').fill('nothing-v1');
    await byId('tunix:export-btn').click();
    expect(await read('tunix:error')).toMatch(/^Error: Export failed:.*nothing-v1/);
    await byId('tunix:output-dir').fill('');
    await byId('tunix:manifest-btn').click();
    await byId('tunix:error').filter({ hasText: 'Manifest generation failed' }).waitFor();
  });

  it('dry-run, and say how it went', async ({ page, server, open, byId, read }) => {
    await open();
    await storeTraces(server, sums(3));
    await buildDataset(server);
    await byId('tunix:dataset-key').fill('first-v1');
    await byId('tunix:model-id').fill('tunix-rt/tiny');
    await byId('tunix:run-dry-btn').click();
    await page.locator('[data-testid="tunix:run-result"][data-status="FAILED"]').waitFor();
    expect(await read('tunix:run-status')).toBe('Status: failed');
    expect(await read('tunix:run-mode')).toBe('Mode: dry-run');
    expect(await read('tunix:run-duration')).toMatch(/^Duration: \d+\.\d\ds$/);
    expect(await read('tunix:run-message')).toMatch(/^Message: Dry-run failed: /);
    expect(await read('tunix:run-stdout')).toMatch(/^Dry-run validation failed\./);
    expect(await read('tunix:run-id')).toMatch(/^Run ID: [0-9a-f-]{36}$/);
    await byId('tunix:run-loading').waitFor({ state: 'detached' });

    await storeTraces(server, sums(20));
    await buildDataset(server, { name: 'more' });
    await byId('tunix:dataset-key').fill('more-v1');
    await byId('tunix:run-dry-btn').click();
    await page.locator('[data-testid="tunix:run-result"][data-status="COMPLETED"]').waitFor();
    expect(await read('tunix:run-exit-code')).toBe('Exit Code: 0');
    expect(await read('tunix:run-message')).toBe('Message: Dry-run validation successful');
    expect(await byId('tunix:run-result').locator('h3').textContent()).toBe('Run completed');
  });

  describe('beside a trainer, and a RediAI that is down', () => {
    it.override('environment', { TUNIX_PYTHON: TRAINER, REDIAI_BASE_URL: 'http://127.0.0.1:1' });

    it('train, show what is printed as it is printed, and keep it in the history', async ({
      page,
      server,
      open,
      byId,
      read,
    }) => {
      await open();
      expect(await read('sys:redi-status')).toBe('RediAI: down');
      expect(await read('sys:redi-error')).not.toBe('');
      await storeTraces(server, sums(3));
      await buildDataset(server);
      await byId('tunix:dataset-key').fill('first-v1');
      await byId('tunix:model-id').fill('fixture/lines=300,both;wait=go;say=late');
      await byId('tunix:run-local-btn').click();
      await byId('tunix:run-loading').waitFor();
      await byId('live-logs:container').waitFor();
      await byId('live-logs:content').getByText('line 300').last().waitFor();
      const id = (await read('tunix:run-id')).slice('Run ID: '.length);
      await releaseTrainer(server, id, 'go');
      await page.locator('[data-testid="tunix:run-result"][data-status="COMPLETED"]').waitFor();
      expect(await read('tunix:run-mode')).toBe('Mode: local');
      expect(await read('tunix:run-stdout')).toContain('late');
      expect(await read('tunix:run-stderr')).toContain('line 300');

      await byId('tunix:toggle-history-btn').click();
      await byId(`tunix:view-detail-btn-${id}`).click();
      expect(await read(`tunix:detail-stdout-${id}`)).toContain('late');
      expect(await read(`tunix:detail-stderr-${id}`)).toContain('line 300');
    });
  });

  it('say how to install Tunix when it is to train and is not there', async ({
    server,
    open,
    byId,
    read,
  }) => {
    await open();
    await storeTraces(server, sums(3));
    await buildDataset(server);
    await byId('tunix:dataset-key').fill('first-v1');
    await byId('tunix:run-local-btn').click();
    expect(await read('tunix:error')).toMatch(/^Error: Run failed:.*pip install/);
    expect(await byId('tunix:run-local-btn').isEnabled()).toBe(true);
  });

  it('unfold the history of runs, which keeps up by itself', async ({
    page,
    server,
    open,
    byId,
    read,
  }) => {
    await open();
    await byId('tunix:toggle-history-btn').click();
    await byId('tunix:toggle-history-btn')
      .filter({ hasText: /^▼ Run History$/ })
      .waitFor();
    expect(await read('tunix:history-empty')).toBe('No runs found. Execute a run to see history.');
    await byId('tunix:refresh-history-btn').click();

    await storeTraces(server, sums(20));
    await buildDataset(server, { name: 'more' });
    const first = await startRun(server, MORE);
    await byId(`tunix:history-status-${first}`).filter({ hasText: 'completed' }).waitFor();
    const row: [part: string, text: string | RegExp][] = [
      ['row', 'more-v1'],
      ['mode', /^dry-run$/],
      ['dataset', /^more-v1$/],
      ['model', /^tunix-rt\/tiny$/],
      ['duration', /^\d+\.\d\ds$/],
      ['score', /^–$/],
      ['started', /just now|ago/],
    ];
    for (const [part, text] of row) {
      expect(await read(`tunix:history-${part}-${first}`), part).toMatch(text);
    }
    await byId(`tunix:view-detail-btn-${first}`).click();
    expect(await read(`tunix:run-detail-${first}`)).toContain('Dry-run validation successful');
    expect(await read(`tunix:detail-stdout-${first}`)).toContain('completed successfully');

    const second = await startRun(server, MORE);
    await byId(`tunix:history-row-${second}`).getByRole('checkbox').check();
    await byId(`tunix:history-row-${first}`).getByRole('checkbox').check();
    await byId('tunix:history-list').waitFor();
    await page.reload();
    await byId(`tunix:detail-stdout-${first}`).waitFor();
    await byId('tunix:toggle-history-btn').click();
    await byId('tunix:run-history-content').waitFor({ state: 'detached' });
  });

  it('say so when they do not load, with a way on', async ({ page, problems, byId }) => {
    problems.expect(/ERR_FAILED/);
    await page.route('**/assets/Panels-*.js', (route) => route.abort());
    await goAndSettle(page, '/');
    await page.getByText('All on one page').click();
    await page.getByText('This part of the page did not load.').waitFor();
    await page.unroute('**/assets/Panels-*.js');
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await byId('trace:section').waitFor();
  });

  it('lead to the pages of each stage and of each run', async ({ page, server, open, byId }) => {
    await open();
    await storeTraces(server, sums(20));
    await buildDataset(server, { name: 'more' });
    const id = await startRun(server, MORE);
    for (const [stage, path] of [
      ['traces', '/traces'],
      ['datasets', '/datasets'],
      ['manifests', '/manifests'],
      ['runs', '/runs'],
    ]) {
      expect(await byId(`loop:${stage}`).getByRole('link').getAttribute('href')).toBe(path);
    }
    await page.locator(`[data-run="${id}"]`).click();
    await page.waitForURL(`/runs/${id}`);
  });

  it('open anything from the palette, and show all keys, but not while one types', async ({
    page,
    server,
    open,
    byId,
    read,
    choose,
  }) => {
    await open();
    const [trace] = await storeTraces(server, sums(3));
    await buildDataset(server);
    await byId('trace:json').fill('');
    await byId('trace:json').press('?');
    expect(await read('trace:json')).toBe('?');
    expect(await byId('key-sheet').count()).toBe(0);

    await byId('compare:base-id').evaluate((input: HTMLElement) => input.blur());
    await byId('trace:json').evaluate((input: HTMLElement) => input.blur());
    await page.keyboard.press('?');
    expect(await read('key-sheet')).toContain('Command palette');
    await page.keyboard.press('Escape');
    await byId('key-sheet').waitFor({ state: 'detached' });

    await choose('theme: dark', 'Theme: dark');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await page.getByRole('button', { name: 'Menu' }).click();
    expect(await page.getByRole('radio', { name: 'dark' }).isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await choose('first', 'first-v1');
    await page.waitForURL('/datasets/first-v1');
    await page.getByRole('heading', { level: 1, name: 'first-v1' }).waitFor();
    await choose(trace ?? '', 'What is 0 + 0?');
    await page.waitForURL(`/traces/${trace}`);
    await page.getByRole('heading', { level: 1, name: 'What is 0 + 0?' }).waitFor();
    await choose('new man', 'New manifest');
    await page.waitForURL('/manifests/new');
    await page.getByRole('heading', { level: 1, name: 'New manifest' }).waitFor();
  });
});

async function contentOf(file: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
