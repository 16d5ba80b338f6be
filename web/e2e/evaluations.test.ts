import { expect } from 'vitest';
import {
  buildQuestions,
  ended,
  scriptEvaluations,
  scriptExports,
  startEvaluation,
  startTraining,
  TRAINER,
} from '../../server/testing/training.ts';
import { keyboardOf } from './keyboard.fixture.ts';
import { buildDataset, storeTraces, sums } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test
  .override('environment', { TUNIX_PYTHON: TRAINER })
  // A training with checkpoints 10 and 20, and four questions: of the base all answers are wrong, of step 20
  // but one.
  .extend('training', async ({ server }) => {
    await storeTraces(server, sums(2));
    await buildDataset(server, { name: 'sample', version: '1' });
    await buildQuestions(server, 4);
    const id = await startTraining(server, TRAINING);
    await ended(server, id);
    await scriptEvaluations(server.home, 'samples=w.w.w.c,0;samples=c.c.w.c,20');
    await scriptExports(server.home, `tell=${encodeURIComponent(JSON.stringify(EXPORTED))}`);
    return id;
  });

const TRAINING = 'plan=20;settle;steps=10;checkpoint=10;steps=10,11;checkpoint=20';
const EXPORTED = {
  kind: 'exported',
  path: 'output/model',
  files: [{ path: 'model.safetensors', size_bytes: 7, sha256: 'ab' }],
  tensors: 26,
  largest_difference: 4e-6,
  checked_with: 'transformers',
};

describeInBrowser('A finished training', () => {
  it('is evaluated against its base, compared, kept, tried and exported with the keyboard alone', {
    timeout: 120_000,
  }, async ({ page, training }) => {
    const keys = keyboardOf(page);

    await page.goto(`/runs/${training}`);
    await keys.activate('link', 'Evaluate…');
    await keys.arrives('New evaluation');
    await keys.check('@10');
    await keys.goTo('combobox', 'Dataset');
    await page.keyboard.type('questions-1');
    await page.getByTestId('evaluation-forecast').getByText('4 questions').waitFor();
    await keys.activate('button', 'Start the evaluation');
    await keys.arrives('evaluation questions #1');
    await page.getByTestId('steps').getByText('75.0 %').waitFor();

    await keys.activate('link', /@20$/);
    await keys.arrives(/@20 on questions-1/);
    const numbers = page.getByTestId('numbers');
    await numbers.getByText('n 4 × 1').waitFor();
    await keys.press('2');
    await expect.poll(() => page.getByTestId('answered-row').count()).toBe(1);
    await keys.press('j');
    await page.getByTestId('open-row').getByText('It is wrong').waitFor();
    await keys.press('Escape', '2');
    await expect.poll(() => page.getByTestId('answered-row').count()).toBe(4);

    await keys.activate('link', 'Compare with its base');
    await keys.arrives('Two evaluations');
    const verdict = page.getByTestId('verdict');
    await verdict.getByText('Cannot tell').waitFor();
    expect(await verdict.innerText()).toContain('n 4');
    await keys.press('2');
    await expect.poll(() => page.getByTestId('compared-row').count()).toBe(2);

    await page.goBack();
    await keys.activate('button', 'Keep as a model…');
    await keys.fill('combobox', 'Name', 'sums');
    await keys.fill('textbox', 'Alias', 'champion');
    await keys.press('Enter');
    await keys.activate('link', 'sums@1');
    await keys.arrives('sums');
    const version = page.getByTestId('version');
    await version.getByText('champion').waitFor();
    expect(await version.innerText()).toContain('75.0 %');

    await keys.activate('link', 'Try it');
    await keys.arrives('Playground');
    await keys.fill('textbox', 'Prompt', 'What is 1 plus 1?');
    await keys.press('ControlOrMeta+Enter');
    await page.getByText('Done', { exact: true }).waitFor();
    expect(await page.getByTestId('answer').allInnerTexts()).toEqual([
      expect.stringMatching(/^Base/),
      expect.stringMatching(/^Trained[\s\S]+Answer: 20/),
    ]);

    await page.goBack();
    await keys.arrives('sums');
    await keys.activate('button', 'Export…');
    await keys.activate('button', 'Export');
    await keys.arrives(/^export/);
    await page.getByTestId('export-proof').getByText('differ by at most 4.0e-6').waitFor();
  });

  it('is evaluated, compared, kept, tried and exported with the mouse alone', {
    timeout: 120_000,
  }, async ({ page, training }) => {
    const click = (role: 'button' | 'link', name: string | RegExp) =>
      page
        .getByRole(role, { name, exact: typeof name === 'string' })
        .first()
        .click();

    await page.goto(`/runs/${training}`);
    await click('link', 'Evaluate…');
    await page.getByLabel('@10', { exact: true }).uncheck();
    await page.getByLabel('Dataset').selectOption('questions-1');
    await page.getByTestId('evaluation-forecast').getByText('4 questions').waitFor();
    await click('button', 'Start the evaluation');
    await page.getByTestId('steps').getByText('75.0 %').waitFor();
    await click('link', /@20$/);
    await page.getByTestId('numbers').getByText('n 4 × 1').waitFor();
    await click('link', 'Compare with its base');
    await page.getByTestId('verdict').getByText('Cannot tell').waitFor();
    await click('button', /fixed/);
    await expect.poll(() => page.getByTestId('compared-row').count()).toBe(2);

    await page.goBack();
    await click('button', 'Keep as a model…');
    await page.getByLabel('Name').fill('sums');
    await click('button', 'Keep it');
    await click('link', 'sums@1');
    await click('link', 'Try it');
    await page.getByLabel('Prompt').fill('What is 1 plus 1?');
    await click('button', /^Generate/);
    await page.getByText('Done', { exact: true }).waitFor();
    await page.goBack();
    await click('button', 'Export…');
    await click('button', 'Export');
    await page.getByTestId('export-proof').getByText('differ by at most 4.0e-6').waitFor();

    await page.goto('/models/sums');
    const exports = page.getByRole('list', { name: 'Exports' });
    await exports.getByText('whole model').waitFor();
    await exports.getByRole('link', { name: 'download 7 B' }).waitFor();
    await click('link', /^0.75|^75/);
    await page.getByText('Kept as').waitFor();
    await page.getByRole('button', { name: 'Keep as a model…' }).waitFor({ state: 'hidden' });
  });

  it('shows on its page how its checkpoints did over steps, and which is the best', async ({
    page,
    server,
  }) => {
    await storeTraces(server, sums(2));
    await buildDataset(server, { name: 'sample', version: '1' });
    await buildQuestions(server, 4);
    const training = await startTraining(
      server,
      'plan=20;settle;steps=10;checkpoint=10;best=eval%2Floss,10,0.5;steps=10,11;checkpoint=20',
    );
    await ended(server, training);
    await scriptEvaluations(server.home, 'samples=w.w.w.c,0;samples=c.c.c.c,10;samples=c.c.w.c,20');
    await ended(server, await startEvaluation(server, { runId: training, steps: [0, 10, 20] }));

    await page.goto(`/runs/${training}?tab=checkpoints`);
    const checkpoints = page.getByTestId('checkpoints').getByRole('rowheader');
    await checkpoints.first().waitFor();
    expect(await checkpoints.allInnerTexts()).toEqual([
      '20 last',
      expect.stringMatching(/^10 +best eval\/loss 0\.5$/),
    ]);

    await page.goto(`/runs/${training}?tab=evaluations`);
    const steps = page.getByTestId('steps').getByRole('rowheader');
    await steps.nth(2).waitFor();
    const best = steps.filter({ has: page.getByTitle('The best of these') });
    await best.getByRole('link', { name: 'sft sample #1 @10' }).waitFor();
    const timeline = page.getByTestId('timeline');
    await timeline.getByLabel(/accuracy at step 20 is 0\.75/).waitFor();
    await timeline.getByLabel(/tokens at step 20 is/).waitFor();
    await timeline.getByLabel(/train\/loss at step 20 is 0\.2/).waitFor();
  });

  it('stands on the leaderboard beside its base, with its leaks', async ({
    page,
    server,
    training,
  }) => {
    const { startEvaluation } = await server.data(
      `mutation ($input: StartEvaluationInput!) { startEvaluation(input: $input) {
        ... on StartedRuns { runs { id } } ... on Error { message } } }`,
      { input: { subjects: [{ runId: training }], datasetKey: 'questions-1' } },
    );
    await ended(server, startEvaluation.runs[0].id);
    await page.goto('/evaluations/leaderboard');
    const rows = page.getByTestId('leaderboard-group').locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(2);
    // Four questions tell nothing apart.
    expect(await rows.locator('td:first-child').allInnerTexts()).toEqual(['1', '1']);
  });
});
