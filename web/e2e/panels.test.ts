import type { Download, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pythonIsMissing, pythonWith } from '../../server/testing/interpreter.ts';
import type { ServerProcess } from '../../server/testing/serverProcess.ts';
import { releaseTrainer, TRAINER } from '../../server/testing/training.ts';
import { standIn } from '../../server/testing/ungarStandIn.ts';
import { chromiumPath } from './browser.fixture.ts';
import { AT_FIRST, DISABLED_AT_FIRST, NOT_YET } from './panels.fixture.ts';
import { reason, test } from './workbench.fixture.ts';

const MISSING_ID = '01a00000-0000-7000-8000-000000000000';

const it = test;

describe.skipIf(!chromiumPath)(`The panels of the first page${reason}`, () => {
  // What a test itself keeps from loading is no problem.
  it.afterEach(({ problems }) =>
    expect(problems.filter((problem) => !problem.includes('ERR_FAILED'))).toEqual([]),
  );

  it('have all that scripts for the predecessor look for', async ({ page, server }) => {
    await open(page, server);
    for (const [testId, text] of AT_FIRST) expect(await read(page, testId), testId).toMatch(text);
    for (const testId of NOT_YET) expect(await byId(page, testId).count(), testId).toBe(0);
    for (const testId of DISABLED_AT_FIRST) {
      expect(await byId(page, testId).isDisabled(), testId).toBe(true);
    }
    expect(await page.locator('#tunix-async-mode').isChecked()).toBe(false);
    expect(await page.getByLabel('Run Async (Non-blocking)').count()).toBe(1);
  });

  it('store the example and show it again', async ({ page, server }) => {
    await open(page, server);
    await byId(page, 'trace:load-example').click();
    expect(await read(page, 'trace:json')).toContain('Convert 68°F to Celsius');
    await byId(page, 'trace:upload').click();
    const success = await read(page, 'trace:success');
    expect(success).toMatch(/^Success! Trace uploaded with ID: [0-9a-f-]{36}$/);
    await byId(page, 'trace:fetch').click();
    const fetched = JSON.parse(await read(page, 'trace:result-content'));
    expect(fetched).toMatchObject({ id: success.slice(-36), payload: { final_answer: '20°C' } });
    expect(await read(page, 'trace:result')).toContain('Fetched Trace');
    await byId(page, 'loop:traces').filter({ hasText: 'Traces1' }).waitFor();

    await page.reload();
    expect(await read(page, 'trace:result-content')).toContain(success.slice(-36));
  });

  it('say what is wrong with a trace, field by field, and keep what was typed', async ({
    page,
    server,
  }) => {
    await open(page, server);
    await byId(page, 'trace:json').fill('{"prompt": ');
    await byId(page, 'trace:upload').click();
    expect(await read(page, 'trace:error')).toMatch(/^Error: Upload failed:Invalid JSON format: /);
    await byId(page, 'trace:json').fill(
      JSON.stringify({
        trace_version: '1.0',
        prompt: '',
        final_answer: '4',
        steps: [{ i: -1, type: 'a', content: 'b' }],
      }),
    );
    await byId(page, 'trace:upload').click();
    await byId(page, 'trace:error').filter({ hasText: 'prompt: Expected 1 to' }).waitFor();
    expect(await read(page, 'trace:error')).toMatch(/characters, got 0.*steps\[0\]\.i: .* got -1/);

    await byId(page, 'trace:load-example').click();
    await byId(page, 'toast').getByRole('button', { name: 'Undo' }).click();
    expect(await read(page, 'trace:json')).toContain('"final_answer":"4"');

    await byId(page, 'trace:id').fill(MISSING_ID);
    await byId(page, 'trace:fetch').click();
    await byId(page, 'trace:error')
      .filter({ hasText: `Trace ${MISSING_ID} not found` })
      .waitFor();
  });

  it('compare two traces with their scores to two decimals', async ({ page, server }) => {
    await open(page, server);
    const base = await storeTrace(server, ['Add 2 and 2']);
    const other = await storeTrace(server, ['Take 2', 'Take another 2', 'They make 4']);
    await byId(page, 'compare:base-id').fill(base);
    await byId(page, 'compare:other-id').fill(other);
    await byId(page, 'compare:submit').click();
    await byId(page, 'compare:columns').waitFor();
    for (const side of ['base', 'other']) {
      expect(await read(page, `compare:${side}-column`)).toMatch(/^(Base|Other) Trace/);
      expect(await read(page, `compare:${side}-score`)).toMatch(/^Score: \d+\.\d\d$/);
      expect(await read(page, `compare:${side}-content`)).toContain('Final Answer');
      expect(await read(page, `compare:${side}-prompt`)).toBe('What is 2 + 2?');
      expect(await read(page, `compare:${side}-answer`)).toBe('4');
    }
    expect(await read(page, 'compare:base-score')).toBe('Score: 6.10');
    expect(await read(page, 'compare:base-steps')).toBe('think: Add 2 and 2');
    expect(await read(page, 'compare:other-step-2')).toBe('think: They make 4');

    await byId(page, 'compare:other-id').fill(MISSING_ID);
    await byId(page, 'compare:submit').click();
    expect(await read(page, 'compare:error')).toMatch(`Error: Compare failed:`);
    expect(await read(page, 'compare:error')).toContain(MISSING_ID);
  });

  const noPython = pythonIsMissing ? ' (skipped: python3 is not installed)' : '';
  describe('beside UNGAR', () => {
    it.override('environment', async () => ({ UNGAR_PYTHON: await pythonWith(standIn) }));

    it.skipIf(pythonIsMissing)(
      `let UNGAR play where it is installed${noPython}`,
      async ({ page, server }) => {
        await open(page, server);
        await byId(page, 'ungar:generator').waitFor();
        expect(await read(page, 'ungar:status')).toBe('Status: ✅ Available');
        expect(await read(page, 'ungar:version')).toBe('Version: 9.9.9');
        expect(await read(page, 'ungar:generate-count')).toBe('5');
        expect(await read(page, 'ungar:generate-seed')).toBe('42');

        await byId(page, 'ungar:generate-count').fill('101');
        await byId(page, 'ungar:generate-btn').click();
        expect(await read(page, 'ungar:error')).toContain(
          'Count must be between 1 and 100, got 101',
        );

        await byId(page, 'ungar:generate-count').fill('4');
        await byId(page, 'ungar:generate-btn').click();
        expect(await read(page, 'ungar:results')).toMatch(/^Generated 4 Traces/);
        expect(await read(page, 'ungar:preview')).toMatch(/Result: (win|loss|tie), Card: /);
        expect(
          await byId(page, 'ungar:trace-ids').locator('[data-testid^="ungar:trace-id-"]').count(),
        ).toBe(4);
        await byId(page, 'loop:traces').filter({ hasText: 'Traces4' }).waitFor();
      },
    );
  });

  it('take a dataset away and make its manifest', async ({ page, server }) => {
    await open(page, server);
    await storeDataset(server);
    await byId(page, 'tunix:dataset-key').fill('first-v1');
    const downloading = page.waitForEvent('download');
    await byId(page, 'tunix:export-btn').click();
    const file = await downloading;
    expect(file.suggestedFilename()).toBe('first-v1.jsonl');
    const rows = (await contentOf(file)).trimEnd().split('\n');
    expect(rows).toHaveLength(3);
    expect(JSON.parse(rows[0] ?? '').prompts).toContain('<start_of_turn>user');
    expect(await read(page, 'tunix:export-result')).toMatch(/^Saved first-v1\.jsonl: 3 rows/);

    await byId(page, 'tunix:manifest-btn').click();
    expect(await read(page, 'tunix:manifest-message')).toBe(
      'Manifest generated for dataset first-v1. Save as YAML and execute with Tunix CLI.',
    );
    expect(await read(page, 'tunix:manifest-yaml')).toContain('model_id: google/gemma-2b-it');
    expect(await read(page, 'tunix:manifest-result')).toContain('Manifest Generated');
    await byId(page, 'loop:manifests').filter({ hasText: 'Manifests1' }).waitFor();
  });

  it('say why a dataset or a training value is refused, at its field', async ({ page, server }) => {
    await open(page, server);
    await byId(page, 'tunix:dataset-key').fill('nothing-v1');
    await byId(page, 'tunix:export-btn').click();
    expect(await read(page, 'tunix:error')).toMatch(/^Error: Export failed:.*nothing-v1/);
    await byId(page, 'tunix:output-dir').fill('');
    await byId(page, 'tunix:manifest-btn').click();
    await byId(page, 'tunix:error').filter({ hasText: 'Manifest generation failed' }).waitFor();
  });

  it('dry-run, and say how it went', async ({ page, server }) => {
    await open(page, server);
    await storeDataset(server);
    await byId(page, 'tunix:dataset-key').fill('first-v1');
    await byId(page, 'tunix:model-id').fill('tunix-rt/tiny');
    await byId(page, 'tunix:run-dry-btn').click();
    await page.locator('[data-testid="tunix:run-result"][data-status="FAILED"]').waitFor();
    expect(await read(page, 'tunix:run-status')).toBe('Status: failed');
    expect(await read(page, 'tunix:run-mode')).toBe('Mode: dry-run');
    expect(await read(page, 'tunix:run-duration')).toMatch(/^Duration: \d+\.\d\ds$/);
    expect(await read(page, 'tunix:run-message')).toMatch(/^Message: Dry-run failed: /);
    expect(await read(page, 'tunix:run-stdout')).toMatch(/^Dry-run validation failed\./);
    expect(await read(page, 'tunix:run-id')).toMatch(/^Run ID: [0-9a-f-]{36}$/);
    await byId(page, 'tunix:run-loading').waitFor({ state: 'detached' });

    await storeDataset(server, { name: 'more', count: 20 });
    await byId(page, 'tunix:dataset-key').fill('more-v1');
    await byId(page, 'tunix:run-dry-btn').click();
    await page.locator('[data-testid="tunix:run-result"][data-status="COMPLETED"]').waitFor();
    expect(await read(page, 'tunix:run-exit-code')).toBe('Exit Code: 0');
    expect(await read(page, 'tunix:run-message')).toBe('Message: Dry-run validation successful');
    expect(await byId(page, 'tunix:run-result').locator('h3').textContent()).toBe('Run completed');
  });

  describe('beside a trainer, and a RediAI that is down', () => {
    it.override('environment', { TUNIX_PYTHON: TRAINER, REDIAI_BASE_URL: 'http://127.0.0.1:1' });

    it('train, show what is printed as it is printed, and keep it in the history', async ({
      page,
      server,
    }) => {
      await open(page, server);
      expect(await read(page, 'sys:redi-status')).toBe('RediAI: down');
      expect(await read(page, 'sys:redi-error')).not.toBe('');
      await storeDataset(server);
      await byId(page, 'tunix:dataset-key').fill('first-v1');
      await byId(page, 'tunix:model-id').fill('fixture/lines=300,both;wait=go;say=late');
      await byId(page, 'tunix:run-local-btn').click();
      await byId(page, 'tunix:run-loading').waitFor();
      await byId(page, 'live-logs:container').waitFor();
      await byId(page, 'live-logs:content').getByText('line 300').last().waitFor();
      const id = (await read(page, 'tunix:run-id')).slice('Run ID: '.length);
      await releaseTrainer(server, id, 'go');
      await page.locator('[data-testid="tunix:run-result"][data-status="COMPLETED"]').waitFor();
      expect(await read(page, 'tunix:run-mode')).toBe('Mode: local');
      expect(await read(page, 'tunix:run-stdout')).toContain('late');
      expect(await read(page, 'tunix:run-stderr')).toContain('line 300');

      await byId(page, 'tunix:toggle-history-btn').click();
      await byId(page, `tunix:view-detail-btn-${id}`).click();
      expect(await read(page, `tunix:detail-stdout-${id}`)).toContain('late');
      expect(await read(page, `tunix:detail-stderr-${id}`)).toContain('line 300');
    });
  });

  it('say how to install Tunix when it is to train and is not there', async ({ page, server }) => {
    await open(page, server);
    await storeDataset(server);
    await byId(page, 'tunix:dataset-key').fill('first-v1');
    await byId(page, 'tunix:run-local-btn').click();
    expect(await read(page, 'tunix:error')).toMatch(/^Error: Run failed:.*pip install/);
    expect(await byId(page, 'tunix:run-local-btn').isEnabled()).toBe(true);
  });

  it('unfold the history of runs, which keeps up by itself', async ({ page, server }) => {
    await open(page, server);
    await byId(page, 'tunix:toggle-history-btn').click();
    expect(await read(page, 'tunix:toggle-history-btn')).toBe('▼ Run History');
    expect(await read(page, 'tunix:history-empty')).toBe(
      'No runs found. Execute a run to see history.',
    );
    await byId(page, 'tunix:refresh-history-btn').click();

    await storeDataset(server, { name: 'more', count: 20 });
    const first = await startRun(server, 'more-v1');
    await byId(page, `tunix:history-status-${first}`).filter({ hasText: 'completed' }).waitFor();
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
      expect(await read(page, `tunix:history-${part}-${first}`), part).toMatch(text);
    }
    await byId(page, `tunix:view-detail-btn-${first}`).click();
    expect(await read(page, `tunix:run-detail-${first}`)).toContain(
      'Dry-run validation successful',
    );
    expect(await read(page, `tunix:detail-stdout-${first}`)).toContain('completed successfully');

    const second = await startRun(server, 'more-v1');
    await byId(page, `tunix:history-row-${second}`).getByRole('checkbox').check();
    await byId(page, `tunix:history-row-${first}`).getByRole('checkbox').check();
    await byId(page, 'tunix:history-list').waitFor();
    await page.reload();
    await byId(page, `tunix:detail-stdout-${first}`).waitFor();
    await byId(page, 'tunix:toggle-history-btn').click();
    expect(await byId(page, 'tunix:run-history-content').count()).toBe(0);
  });

  it('say so when they do not load, with a way on', async ({ page, server }) => {
    await page.route('**/assets/Panels-*.js', (route) => route.abort());
    await page.goto(server.url);
    await page.getByText('All on one page').click();
    await page.getByText('This part of the page did not load.').waitFor();
    await page.unroute('**/assets/Panels-*.js');
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await byId(page, 'trace:section').waitFor();
  });

  it('lead to the pages of each stage and of each run', async ({ page, server }) => {
    await open(page, server);
    await storeDataset(server, { name: 'more', count: 20 });
    const id = await startRun(server, 'more-v1');
    for (const [stage, path] of [
      ['traces', '/traces'],
      ['datasets', '/datasets'],
      ['manifests', '/manifests'],
      ['runs', '/runs'],
    ]) {
      expect(await byId(page, `loop:${stage}`).getByRole('link').getAttribute('href')).toBe(path);
    }
    await page.locator(`[data-run="${id}"]`).click();
    await page.waitForURL(`${server.url}/runs/${id}`);
  });

  it('open anything from the palette, and show all keys, but not while one types', async ({
    page,
    server,
  }) => {
    await open(page, server);
    const [trace] = await storeDataset(server);
    await byId(page, 'trace:json').fill('');
    await byId(page, 'trace:json').press('?');
    expect(await read(page, 'trace:json')).toBe('?');
    expect(await byId(page, 'key-sheet').count()).toBe(0);

    await byId(page, 'compare:base-id').evaluate((input: HTMLElement) => input.blur());
    await byId(page, 'trace:json').evaluate((input: HTMLElement) => input.blur());
    await page.keyboard.press('?');
    expect(await read(page, 'key-sheet')).toContain('Command palette');
    await page.keyboard.press('Escape');
    await byId(page, 'key-sheet').waitFor({ state: 'detached' });

    await choose(page, 'theme: dark', 'Theme: dark');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    expect(await page.getByRole('radio', { name: 'dark' }).isChecked()).toBe(true);
    await choose(page, 'first', 'first-v1');
    await page.waitForURL(`${server.url}/datasets/first-v1`);
    await choose(page, trace ?? '', 'What is 2 + 2?');
    await page.waitForURL(`${server.url}/traces/${trace}`);
    await choose(page, 'new man', 'New manifest');
    await page.waitForURL(`${server.url}/manifests/new`);
  });

  const byId = (page: Page, testId: string) => page.getByTestId(testId);

  /** The text of an element, or the value of a control. */
  async function read(page: Page, testId: string): Promise<string> {
    const element = byId(page, testId);
    await element.waitFor();
    return element.evaluate((node) =>
      node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement
        ? node.value
        : (node.textContent ?? ''),
    );
  }

  async function open(page: Page, server: ServerProcess) {
    await page.goto(server.url);
    await page.getByText('All on one page').click();
    await page.getByText('Live', { exact: true }).waitFor();
    for (const testId of ['sys:redi-status', 'ungar:status', 'tunix:status']) {
      await byId(page, testId).waitFor();
    }
  }

  async function choose(page: Page, text: string, name: string) {
    await page.keyboard.press(process.platform === 'darwin' ? 'Meta+k' : 'Control+k');
    await byId(page, 'palette').getByRole('combobox').fill(text);
    await byId(page, 'palette').getByRole('option', { name }).first().waitFor();
    await page.keyboard.press('Enter');
    await byId(page, 'palette').waitFor({ state: 'detached' });
  }

  async function storeTrace(
    server: ServerProcess,
    contents: string[],
    prompt = 'What is 2 + 2?',
  ): Promise<string> {
    const steps = contents.map((content, i) => ({ i, type: 'think', content }));
    const { createTrace } = await server.data(
      'mutation ($input: TraceInput!) { createTrace(input: $input) { ... on Trace { id } } }',
      { input: { traceVersion: '1.0', prompt, finalAnswer: '4', steps } },
    );
    return createTrace.id;
  }

  async function storeDataset(
    server: ServerProcess,
    { name = 'first', count = 3 } = {},
  ): Promise<string[]> {
    const ids = [];
    for (let index = 0; index < count; index++) {
      const prompt = index === 0 ? undefined : `What is ${name} ${index}?`;
      ids.push(await storeTrace(server, [`Step of ${index}`], prompt));
    }
    const { buildDataset } = await server.data(
      `mutation ($input: BuildDatasetInput!) {
        buildDataset(input: $input) { ... on Dataset { key } }
      }`,
      { input: { name, version: 'v1', filter: { ids } } },
    );
    expect(buildDataset.key).toBe(`${name}-v1`);
    return ids;
  }

  async function startRun(server: ServerProcess, datasetKey: string): Promise<string> {
    const { startRun } = await server.data(
      `mutation ($input: StartRunInput!) { startRun(input: $input) { ... on Run { id } } }`,
      { input: { datasetKey, modelId: 'tunix-rt/tiny' } },
    );
    return startRun.id;
  }
});

async function contentOf(file: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
