import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openJudgeEndpoint } from '../../server/testing/judgeEndpoint.ts';
import { storeJudge, storePrompts } from '../../server/testing/judging.ts';
import { test as base, describeInBrowser } from './workbench.fixture.ts';

const it = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of what a fixture needs
  .extend('endpoint', async ({}, { onCleanup }) => {
    const endpoint = await openJudgeEndpoint();
    onCleanup(endpoint.close);
    return endpoint;
  })
  .extend('judged', async ({ servers, endpoint }) =>
    servers.start(await servers.home(), { JUDGE_BASE_URL: endpoint.url }),
  );

describeInBrowser('The pages of judges', () => {
  it('writes a judge, tries it, asks it about traces and shows what came of each', async ({
    openPage,
    judged: server,
  }) => {
    await storePrompts(server, ['fine', '[refusal]', '[nonsense]', '[down]', 'fine as well']);
    const page = await openPage({ baseURL: server.url });
    await page.goto('/traces');
    await page.getByRole('link', { name: 'Judges' }).click();
    await page.getByText('No judges yet').waitFor();
    await page.getByRole('link', { name: 'New judge' }).click();

    const preview = page.getByTestId('preview');
    await preview.getByText('fine as well').waitFor();
    await preview.getByText(/- quality: Does every step follow.*a number from 1 to 5/).waitFor();
    await page.getByLabel('Prompt', { exact: true }).fill('About {{prompt}}: {{anser}}');
    await page.getByLabel('Prompt', { exact: true }).blur();
    await page.getByText(/got \{\{anser\}\}/).waitFor();
    await page.getByLabel('Prompt', { exact: true }).fill('About {{prompt}}: {{answer}}');
    await preview.getByText('About fine as well: 42').waitFor();
    await page.getByLabel('Trace', { exact: true }).selectOption('[refusal]');
    await preview.getByText('About [refusal]: 42').waitFor();

    await page.getByRole('button', { name: 'Keep this version' }).click();
    await page.getByText('Give it a name').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('grader');
    await page.getByLabel('Model', { exact: true }).fill('fixture-1');
    await page.getByLabel('Member of the reason').fill('why');
    await page.getByRole('button', { name: 'Try it on this trace' }).click();
    await page.getByTestId('judgement').getByText('refused: I will not judge this.').waitFor();
    await page.getByLabel('Trace', { exact: true }).selectOption('fine');
    await page.getByText('Of before the last change').waitFor();
    await page.getByRole('button', { name: 'Try it on this trace' }).click();
    await page.getByTestId('judgement').getByText('quality: 4').waitFor();
    await page.getByTestId('judgement').getByText('100 tokens of prompt, 10 of answer').waitFor();

    await page.getByRole('button', { name: 'Keep this version' }).click();
    await page.getByRole('heading', { level: 1, name: 'grader v1' }).waitFor();
    await page.getByTestId('calibration').getByText('uncalibrated').waitFor();
    await page
      .getByTestId('estimate')
      .getByText(/5 traces\. Estimated cost: about/)
      .waitFor();
    await page.getByRole('button', { name: 'Ask the judge' }).click();

    const header = page.getByTestId('job-header');
    await header.getByText('Completed').waitFor();
    await header.getByText('scored 40.0 %').waitFor();
    await header.getByText('uncalibrated').waitFor();
    await page
      .getByTestId('job-cost')
      .getByText(/400 tokens of prompts, 40 of answers/)
      .waitFor();
    await page.locator('[data-testid="item"][data-outcome="ERROR"]').waitFor();
    await expect
      .poll(() => outcomes(page))
      .toEqual(['SCORED', 'ERROR', 'UNPARSEABLE', 'REFUSED', 'SCORED']);
    await page.getByRole('link', { name: /^Unparseable/ }).click();
    await page.getByText('Expected a JSON object in the answer, got none').waitFor();
    await expect.poll(() => outcomes(page)).toEqual(['UNPARSEABLE']);
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('UNPARSEABLE');

    await page.getByRole('link', { name: /^Scored/ }).click();
    await page.getByTestId('item').getByRole('link', { name: 'fine', exact: true }).click();
    const score = page.getByTestId('score');
    await score.getByText('by grader v1').waitFor();
    await score.getByText('uncalibrated').waitFor();
  });

  it('shows a job as it goes, stops it, goes on with it, and asks again about errors', async ({
    openPage,
    judged: server,
    endpoint,
  }) => {
    const ids = await storePrompts(server, ['[down]', 'held [hold]', 'one']);
    const judgeId = await storeJudge(server);
    const page = await openPage({ baseURL: server.url });
    await page.goto(`/judges/${judgeId}?ids=${ids.join(',')}&concurrency=1`);
    await page.getByText('3 ids').waitFor();
    await page.getByRole('button', { name: 'Ask the judge' }).click();
    const header = page.getByTestId('job-header');
    await header.getByText('1 of 3', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await header.getByText('Cancelled', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Go on with 2' }).click();
    await header.getByText('Running').waitFor();
    await page.goto(page.url());
    await header.getByText('1 of 3', { exact: true }).waitFor();
    endpoint.release();
    await header.getByText('Completed').waitFor();
    await header.getByText('3 of 3', { exact: true }).waitFor();
    await page.locator('[data-testid="item"][data-outcome="SCORED"]').nth(2).waitFor();
  });

  it('carries the selection of traces to a judge', async ({ openPage, judged: server }) => {
    await storePrompts(server, ['one', 'two']);
    await storeJudge(server);
    const page = await openPage({ baseURL: server.url });
    await page.goto('/traces?search=one');
    await page.getByLabel('Select all rows').check();
    await page.getByRole('link', { name: 'Judge', exact: true }).click();
    await page.getByRole('link', { name: 'grader v1' }).click();
    await page.getByText('1 ids').waitFor();
    await page.getByTestId('estimate').getByText('1 trace. Estimated').waitFor();
  });

  it('says what to set where there is no endpoint', async ({ page, server }) => {
    await storePrompts(server, ['one']);
    const judgeId = await storeJudge(server);
    await page.goto(`/judges/${judgeId}`);
    await page.getByText(/Set JUDGE_BASE_URL/).waitFor();
    expect(await page.getByRole('button', { name: 'Ask the judge' }).isDisabled()).toBe(true);
    await page.goto('/judges/jobs/nowhere');
    await page.getByText('There is no such job').waitFor();
    await page.goto('/judges/nowhere');
    await page.getByText('There is no such judge').waitFor();
  });
});

function outcomes(page: Page): Promise<(string | null)[]> {
  return page
    .getByTestId('item')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-outcome')));
}
