import { expect } from 'vitest';
import { heard, hears, TRAINING_TO_ASK, tellSampler } from '../../server/testing/generating.ts';
import { NO_PYTHON } from '../../server/testing/interpreter.ts';
import { ended, startTraining, TRAINER } from '../../server/testing/training.ts';
import { keyboardOf } from './keyboard.fixture.ts';
import { buildDataset, storeTraces, sums } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test
  .override('environment', { TUNIX_PYTHON: TRAINER })
  .extend('training', async ({ server }) => {
    await storeTraces(server, sums(3));
    await buildDataset(server, { name: 'sample', version: '1' });
    const id = await startTraining(server, TRAINING_TO_ASK);
    await ended(server, id);
    return id;
  });

describeInBrowser('The playground', () => {
  it('is reached from a checkpoint and used with the keyboard alone', { timeout: 120_000 }, async ({
    page,
    server,
    training,
  }) => {
    const keys = keyboardOf(page);
    const answers = page.getByTestId('answer');
    await page.goto(`/runs/${training}?tab=checkpoints`);
    await keys.activate('link', 'Try it');
    await keys.arrives('Playground');
    expect(new URL(page.url()).search).toBe(`?run=${training}&step=20`);

    await keys.goTo('textbox', 'Prompt');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('Write what the model is to answer').waitFor();
    await tellSampler(server, 'hold');
    await page.keyboard.type('[hold] What is 1 plus 1?');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText(/Loading the model …, [1-9]\d* s/).waitFor();
    await tellSampler(server, 'loaded');
    await page.getByTestId('sample').first().getByText('plus').waitFor();
    await page.getByText('Writing …').waitFor();
    await tellSampler(server, 'go');
    await page.getByText('Done', { exact: true }).waitFor();
    expect(await answers.nth(0).innerText()).toMatch(
      /^Base\s+prompt of 6 tokens\s+plus plus 0\s+Cut off after 3 tokens/,
    );
    expect(await answers.nth(1).innerText()).toMatch(
      /^Trained, step 20[\s\S]+Answer: 20\s+Answer 20, [\s\S]+tokens in .+, after .+ until the first/,
    );

    await keys.goTo('textbox', 'Prompt', 'Shift+Tab');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('[endless]');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByTestId('sample').nth(1).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Stopped', { exact: true }).waitFor();
    await hears(server, 'cancel 3');
    await keys.activate('button', '[hold] What is 1 plus 1?');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('Done', { exact: true }).waitFor();
    expect(heard(server).filter((line) => line.startsWith('started'))).toHaveLength(1);
  });

  it('keeps who is asked and how in the address', async ({ page, server, training }) => {
    await server.data(
      `mutation { registerModel(input: { runId: "${training}", step: 10, name: "sums" }) { __typename } }`,
    );
    await page.goto('/playground');
    await expect.poll(() => new URL(page.url()).search).toBe('?model=sums%401');
    await page.getByLabel('Temperature').fill('0.7');
    await page.getByLabel('Samples of a question').fill('2');
    await page.getByLabel('Beside its base').uncheck();
    await expect
      .poll(() => new URL(page.url()).search)
      .toBe('?model=sums%401&base=false&samples=2&temperature=0.7');
    await page.reload();
    await page.getByLabel('Prompt').fill('Hi');
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.getByText('Done', { exact: true }).waitFor();
    expect(await page.getByTestId('answer').count()).toBe(1);
    expect(await page.getByTestId('sample').count()).toBe(2);
    await page.getByLabel('Model', { exact: true }).selectOption({ label: 'sft sample #1' });
    await expect
      .poll(() => new URL(page.url()).search)
      .toContain(`?run=${training}&step=20&base=false`);
  });

  it('says what went wrong, and goes on', async ({ page, training, problems }) => {
    problems.expect(/409/);
    await page.goto(`/playground?run=${training}&step=20`);
    const generate = page.getByRole('button', { name: 'Generate' });
    await page.getByLabel('Prompt').fill('[crash]');
    await generate.click();
    await page.getByText('was ended by SIGKILL').waitFor();
    await page.getByLabel('Prompt').fill('[refuse]');
    await generate.click();
    await page.getByText('It is not to be asked').first().waitFor();
    await page.goto(`/playground?run=${training}&step=15`);
    await page.getByLabel('Prompt').fill('Hi');
    await generate.click();
    await page.getByText('keeps no checkpoint of step 15: it has 10, 20').waitFor();
  });
});

const without = test.override('environment', { TUNIX_PYTHON: NO_PYTHON });

describeInBrowser('The playground without Tunix', () => {
  without('says what is missing, and how to begin', async ({ page }) => {
    await page.goto('/playground');
    await page.getByText('Tunix is not available with').waitFor();
    await page.getByText('No model to ask yet').waitFor();
    await page.getByRole('link', { name: 'Train a model' }).click();
    await page.getByTestId('page-title').filter({ hasText: 'New manifest' }).waitFor();
  });
});
