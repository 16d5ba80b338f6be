import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  buildSample,
  ended,
  printed,
  releaseTrainer,
  startTraining,
  TRAINER,
  trainerOf,
} from '../../server/testing/training.ts';
import { keyboardOf } from './keyboard.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test.override('environment', { TUNIX_PYTHON: TRAINER });

describeInBrowser('The pages of runs', () => {
  it.beforeEach(({ server }) => buildSample(server));

  it('say what to do when there are none, and list a run as it starts, trains and ends', async ({
    page,
    server,
  }) => {
    await page.goto('/runs');
    await page.getByRole('heading', { name: 'No runs yet' }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    const first = await startTraining(server, 'plan=10;steps=4;wait=go;steps=6,5');
    const second = await startTraining(server, 'plan=1;steps=1');
    await row(page, first).getByText('Running').waitFor();
    await row(page, first).getByText('4 / 10 steps').waitFor();
    await row(page, second).getByText('Pending').waitFor();
    await row(page, second).getByText('queued, not started').waitFor();

    await releaseTrainer(server, first, 'go');
    await row(page, first).getByText('Completed', { exact: true }).waitFor();
    await row(page, second).getByText('Completed', { exact: true }).waitFor();
    await row(page, first).getByRole('img', { name: 'Train loss from 4 to 0.4' }).waitFor();

    await row(page, second)
      .getByRole('button', { name: /Actions of/ })
      .click();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      'Retry from the start',
      'Duplicate with changes',
      'Evaluate…',
      'Keep a checkpoint as a model…',
      'Rename…',
      'Tags…',
      'Pin to the top',
      'Put aside',
      'Delete…',
    ]);
    await page.keyboard.press('Enter');
    await page.getByText('Retry of').waitFor();
    await status(page, 'COMPLETED').waitFor();
  });

  it('keep runs in order with the keyboard alone', async ({ page, server }) => {
    const first = await startTraining(server, 'steps=1');
    const second = await startTraining(server, 'steps=1');
    await ended(server, second);
    const keys = keyboardOf(page);
    const ids = () =>
      page
        .getByTestId('run')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-run')));

    await page.goto('/runs');
    await row(page, first).waitFor();
    expect(await ids()).toEqual([second, first]);
    await keys.activate('button', 'Actions of sft sample #1');
    await keys.press('End', 'ArrowUp', 'ArrowUp', 'Enter');
    await expect.poll(ids).toEqual([first, second]);
    await row(page, first).getByTitle('Pinned').waitFor();

    await keys.activate('button', 'Actions of sft sample #2');
    await keys.press('End', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter');
    await keys.has('textbox', 'Tags');
    await page.keyboard.type('Wide, one,two');
    await keys.press('Enter');
    await row(page, second).getByRole('link', { name: 'wide' }).waitFor();
    await keys.has('button', 'Actions of sft sample #2');
    await keys.activate('button', 'Actions of sft sample #1', 'Shift+Tab');
    await keys.press('r', 'Enter');
    await keys.has('textbox', 'Name');
    await keys.press('Escape');
    await keys.has('button', 'Actions of sft sample #1');
    await page.getByRole('link', { name: 'sft sample #2' }).focus();
    await keys.press('k');
    await keys.has('link', 'sft sample #1');
    await keys.press('j');
    await keys.has('link', 'sft sample #2');
    await page.goto('/runs?tag=wide');
    await row(page, second).waitFor();
    expect(await ids()).toEqual([second]);

    await keys.activate('button', 'Actions of sft sample #2');
    await keys.press('End', 'ArrowUp', 'Enter');
    await page.getByText('The run is put aside').waitFor();
    await page.goto('/runs');
    await keys.activate('button', '1 put aside');
    await row(page, second).waitFor();
    expect(await ids()).toEqual([second]);
    await keys.activate('button', 'Actions of sft sample #2');
    await keys.press('End', 'ArrowUp', 'Enter');
    await page.getByText('The run is back').waitFor();

    await page.goto(`/runs/${first}`);
    await keys.activate('button', 'Add notes on sft sample #1');
    await page.keyboard.type('Was too short.');
    await keys.press('ControlOrMeta+Enter');
    await page.getByText('Was too short.').waitFor();
  });

  it('show the runs that the address asks for', async ({ page, server }) => {
    const good = await startTraining(server, 'steps=1');
    const bad = await startTraining(server, 'fail=out%20of%20memory;exit=1');
    await ended(server, bad);
    await page.goto('/runs?status=FAILED&mode=LOCAL');
    await row(page, bad).getByText('out of memory').waitFor();
    expect(await row(page, good).count()).toBe(0);
    await page.getByRole('button', { name: 'State: Failed' }).click();
    const failed = page.getByRole('checkbox', { name: /Failed/ });
    expect(await failed.locator('..').textContent()).toBe('Failed1');
    await failed.uncheck();
    await row(page, good).waitFor();
    expect(new URL(page.url()).search).toBe('?mode=LOCAL');
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.pressSequentially('nothing such');
    await page.getByRole('heading', { name: 'No run matches' }).waitFor();
    expect(await search.inputValue()).toBe('nothing such');
    await search.fill('OUT of mem');
    await row(page, bad).waitFor();
    await row(page, good).waitFor({ state: 'detached' });
    await page.getByText('1 run', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await row(page, good).waitFor();
    expect(await search.inputValue()).toBe('');
    await page.goto('/runs?status=BROKEN&dataset=SAMPLE');
    await page.getByText('Not understood, and left out: status=BROKEN').waitFor();
    await row(page, good).waitFor();
    await page.getByRole('button', { name: 'dataset: SAMPLE' }).click();
    await page.waitForURL((url) => !url.searchParams.has('dataset'));
  });

  it('are ordered by what their heads say, and show what one chooses', async ({ page, server }) => {
    const high = await startTraining(server, 'steps=2;metric=eval%2Floss,2,3.5');
    const none = await startTraining(server, 'steps=1');
    const low = await startTraining(server, 'steps=2;metric=eval%2Floss,2,1.5');
    await ended(server, low);
    await page.goto('/runs');
    const order = () =>
      page.locator('tr[data-run]').evaluateAll((rows) => rows.map((one) => one.dataset['run']));
    await page.getByRole('row', { name: /3\.5/ }).waitFor();
    expect(await order()).toEqual([low, none, high]);
    const head = page.getByRole('columnheader', { name: 'Eval loss' });
    await head.getByRole('button').click();
    await page.waitForURL(/sort=eval-loss/);
    await expect.poll(order).toEqual([low, high, none]);
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await head.getByRole('button').click();
    await expect.poll(order).toEqual([high, low, none]);

    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Batch size' }).check();
    await page.getByRole('checkbox', { name: 'Model', exact: true }).uncheck();
    await page.getByRole('columnheader', { name: 'Batch size' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Model' }).count()).toBe(0);
    await row(page, low).getByRole('cell', { name: '8', exact: true }).waitFor();
    await page.reload();
    await row(page, low).getByRole('cell', { name: '8', exact: true }).waitFor();
  });

  it('are ordered by two keys and by any metric, and stand together by what they share', async ({
    page,
    server,
  }) => {
    const norm = (value: number) => `metric=train%2Fgrad_norm,1,${value}`;
    const first = await startTraining(server, `${norm(5)};plan=1`);
    const second = await startTraining(server, norm(7));
    const third = await startTraining(server, `${norm(2)};plan=1`);
    await ended(server, third);
    await page.goto('/runs');
    const order = () =>
      page.locator('tr[data-run]').evaluateAll((rows) => rows.map((one) => one.dataset['run']));
    await row(page, third).waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'train/grad_norm' }).check();
    await page.keyboard.press('Escape');
    const norms = page.getByRole('columnheader', { name: 'train/grad_norm' });
    await norms.getByRole('button').click();
    await expect.poll(order).toEqual([third, first, second]);
    await page.getByRole('button', { name: 'Dataset', exact: true }).click();
    await norms.getByRole('button').click({ modifiers: ['Shift'] });
    await page.waitForURL(/sort=dataset%2Cmetric/);
    await norms.getByRole('button').click({ modifiers: ['Shift'] });
    await expect.poll(order).toEqual([second, first, third]);
    await page.getByLabel('Group by').selectOption('By model');
    await group(page, `Model fixture/${norm(7)} · 1 run`).waitFor();
    await page.reload();
    await group(page, `Model fixture/${norm(7)} · 1 run`).waitFor();
    await row(page, first).getByRole('cell', { name: '5', exact: true }).waitFor();
  });

  it('stand in groups, which are counted, folded and unfolded by keys', async ({
    page,
    server,
  }) => {
    const training = { batchSize: 16 };
    const wide = await startTraining(server, 'steps=1', { training });
    const wider = await startTraining(server, 'plan=1', { training });
    const narrow = await startTraining(server, 'steps=1', { training: { batchSize: 4 } });
    await ended(server, narrow);
    await page.goto('/runs');
    await row(page, narrow).waitFor();
    await page.getByLabel('Group by').selectOption('Batch size');
    await group(page, 'Batch size 4 · 1 run').waitFor();
    expect(await shownRows(page)).toEqual([
      'Batch size 4 · 1 run',
      narrow,
      'Batch size 16 · 2 runs',
      wider,
      wide,
    ]);

    await group(page, 'Batch size 16 · 2 runs').focus();
    await page.keyboard.press('Enter');
    await row(page, wide).waitFor({ state: 'detached' });
    await page.waitForURL(/folded=16/);
    expect(await shownRows(page)).toEqual([
      'Batch size 4 · 1 run',
      narrow,
      'Batch size 16 · 2 runs',
    ]);
    expect(await group(page, 'Batch size 16 · 2 runs').getAttribute('aria-expanded')).toBe('false');
    await group(page, 'Batch size 4 · 1 run').focus();
    await page.keyboard.press('Enter');
    await row(page, narrow).waitFor({ state: 'detached' });
    await page.reload();
    await group(page, 'Batch size 16 · 2 runs').waitFor();
    expect(await shownRows(page)).toEqual(['Batch size 4 · 1 run', 'Batch size 16 · 2 runs']);
    await page.getByText('3 in all').waitFor();
    await group(page, 'Batch size 16 · 2 runs').focus();
    await page.keyboard.press('Enter');
    await row(page, wide).waitFor();
    expect(
      await group(page, 'Batch size 16 · 2 runs').evaluate((one) => one === document.activeElement),
    ).toBe(true);

    const another = await startTraining(server, 'steps=1', { training: { batchSize: 4 } });
    await ended(server, another);
    await group(page, 'Batch size 4 · 2 runs').waitFor();
  });

  it('are called by names that can be changed', async ({ page, server }) => {
    const id = await startTraining(server, 'steps=1');
    await startTraining(server, 'steps=1');
    await ended(server, id);
    await page.goto(`/runs/${id}`);
    await page.getByRole('heading', { level: 1, name: 'sft sample #1' }).waitFor();
    await page.getByRole('button', { name: 'Rename' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename the run' });
    await dialog.getByLabel('Name').fill('sft sample #2');
    await page.keyboard.press('Enter');
    await dialog.getByText('is called "sft sample #2" already').waitFor();
    await dialog.getByLabel('Name').fill('the good one');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'the good one' }).waitFor();
    await page.goto('/runs?text=GOOD');
    await page.getByRole('link', { name: 'the good one' }).waitFor();
  });

  it('say where the time of a training goes, up to its end', async ({ page, server }) => {
    const id = await startTraining(server, 'steps=1;times=2,2;wait=go;steps=1,2;times=6,2');
    await page.goto(`/runs/${id}?tab=metrics`);
    const time = page.getByTestId('run-time');
    await time.getByText('Steps50.0 % 2.0 s').waitFor();
    await releaseTrainer(server, id, 'go');
    await time.getByText('Steps75.0 % 6.0 s').waitFor();
    await time.getByText('Start25.0 % 2.0 s').waitFor();
  });

  it('open a failed training on its cause', async ({ page, server }) => {
    const id = await startTraining(
      server,
      `lines=30;bytes=${base64('ValueError: no such shape\n')};fail=no%20such%20shape;exit=1`,
    );
    await ended(server, id);
    await page.goto(`/runs/${id}`);
    await status(page, 'FAILED').waitFor();
    const cause = page.getByTestId('run-cause');
    await cause.getByText('ValueError: no such shape').waitFor();
    await page.getByRole('button', { name: 'Retry' }).waitFor();
    expect(await page.locator('[aria-current="page"]', { hasText: 'Log' }).count()).toBe(1);
    await cause.getByRole('link', { name: 'Line 31 in the log' }).click();
    await page.locator('[data-target="true"]').getByText('ValueError').waitFor();
  });

  it('follow a log, line by line, also when the server is killed meanwhile', async ({
    page,
    server,
    problems,
    restart,
  }) => {
    problems.expect(/ERR_CONNECTION/);
    await page.setViewportSize({ width: 1280, height: 3_600 });
    const id = await startTraining(
      server,
      `bytes=${base64('\u001b[31mred\u001b[0m\n10%\r50%\r100%\n')};lines=40;wait=go;lines=40,both`,
    );
    await page.goto(`/runs/${id}?tab=log`);
    await connection(page, 'Live');
    await line(page, 'line 40').waitFor();
    expect(await page.getByText('red', { exact: true }).getAttribute('style')).toContain(
      '--ansi-1',
    );
    expect(await shownLines(page)).toEqual([1, ...numbers(4, 44)]);

    await server.end('SIGKILL');
    await connection(page, 'Reconnecting');
    await releaseTrainer(server, id, 'go');
    await restart();
    await isOver(page);
    await page.getByText('Lines 1 to 124 of 124').waitFor();
    expect(await shownLines(page)).toEqual([1, ...numbers(4, 124)]);

    await page.getByRole('checkbox', { name: 'Overwritten' }).check();
    expect(await shownLines(page)).toEqual(numbers(1, 124));
    await page.getByLabel('Stream').selectOption('stderr');
    await page.getByText('40 shown').waitFor();
    await page.reload();
    await page.getByText('40 shown').waitFor();
  });

  it('stay where one reads a long log, count what is new, find text, and link to a line', async ({
    page,
    server,
  }) => {
    const id = await startTraining(server, 'lines=5000;wait=go;lines=100;wait=end');
    await printed(server, id, 'line 5000');
    await page.goto(`/runs/${id}?tab=log`);
    await line(page, 'line 5000').waitFor();
    await page.getByLabel('Log lines').evaluate((list) => list.scrollBy(0, -500));
    await page.getByRole('button', { name: 'Jump to the end' }).waitFor();
    const before = await topLine(page);
    await releaseTrainer(server, id, 'go');
    await page.getByRole('button', { name: '100 new lines' }).waitFor();
    expect(await topLine(page)).toBe(before);
    await page.getByRole('button', { name: '100 new lines' }).click();
    await line(page, 'line 100').last().waitFor();

    await page.getByLabel('Search the log').fill('line 77');
    await page.getByRole('button', { name: 'Search all 5,100' }).click();
    await page.getByTestId('log-hits').filter({ hasText: '12 lines' }).waitFor();
    await page.getByLabel('Search the log').press('Enter');
    await line(page, 'line 77').waitFor();
    await page.getByTestId('log-hits').filter({ hasText: '1 of 12' }).waitFor();

    await page.goto(`/runs/${id}?tab=log#L1234`);
    await page.reload();
    await page.locator('[data-target="true"]').getByText('line 1234').waitFor();
    await releaseTrainer(server, id, 'end');
    await isOver(page);
  });

  it('mark what is found in a log, whatever letters and colours it stands among', async ({
    page,
    server,
  }) => {
    const id = await startTraining(
      server,
      [
        `say=${encodeURIComponent('İİİ the loss of İzmir')}`,
        `bytes=${base64('a lo\u001b[31mss\u001b[0m\n')}`,
        `giant=9000;bytes=${base64('loss\n')}`,
        `say=${encodeURIComponent('שלום loss')}`,
      ].join(';'),
    );
    await ended(server, id);
    await page.goto(`/runs/${id}?tab=log&find=LOSS`);
    await page.getByTestId('log-hits').filter({ hasText: '4 lines' }).waitFor();
    expect(await page.locator('[data-line] mark').allTextContents()).toEqual([
      'loss',
      'lo',
      'ss',
      'loss',
      'loss',
    ]);
    const direction = page.locator('[data-testid="log-text"]').last();
    expect(await direction.evaluate((text) => getComputedStyle(text).direction)).toBe('rtl');
  });

  it('draw what was measured as it is measured, and give it away', async ({ page, server }) => {
    const id = await startTraining(
      server,
      'plan=4;steps=2;metric=eval%2Floss,2,2.5;metric=train%2Floss,3,NaN;wait=go;steps=1,4',
    );
    await page.goto(`/runs/${id}`);
    const chart = page.getByTestId('chart:loss');
    await chart.getByRole('img', { name: /train\/loss at step 3 is NaN/ }).waitFor();
    await chart.getByText('✕ 1 not finite · NaN at step 3, last 2 at step 2').waitFor();
    await releaseTrainer(server, id, 'go');
    await chart.getByRole('img', { name: /train\/loss at step 4 is 1; eval\/loss/ }).waitFor();

    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      chart.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(await readFile(await csv.path(), 'utf8')).toBe(
      'step,train/loss,eval/loss\r\n1,4,\r\n2,2,2.5\r\n3,NaN,\r\n4,1,\r\n',
    );
    const [png] = await Promise.all([
      page.waitForEvent('download'),
      chart.getByRole('button', { name: 'PNG' }).click(),
    ]);
    expect((await readFile(await png.path())).subarray(1, 4).toString()).toBe('PNG');

    await page.getByRole('checkbox', { name: 'Table' }).check();
    await chart.getByRole('row', { name: '2 2 2.5' }).waitFor();
    await page.getByLabel('Axis').selectOption('log');
    await page.reload();
    await chart.getByRole('row', { name: '3 NaN' }).waitFor();
    expect(await page.getByLabel('Axis').inputValue()).toBe('1');
  });

  it('say of a run whose losses are no numbers any more that they are not, wherever it is shown', async ({
    page,
    server,
  }) => {
    const id = await startTraining(
      server,
      'metric=train%2Floss,1,4;metric=train%2Floss,2,1.5;metric=train%2Floss,3,NaN;metric=eval%2Floss,2,Infinity',
    );
    await ended(server, id);
    await page.goto('/runs');
    await row(page, id).getByText('NaN 1.5 at step 2').waitFor();
    await row(page, id).getByText('Infinity', { exact: true }).waitFor();
    await row(page, id)
      .getByRole('img', { name: 'Train loss from 4 to 1.5, NaN at step 3' })
      .waitFor();

    await page.goto(`/runs/compare?ids=${id}`);
    await page
      .getByTestId('final-metrics')
      .getByRole('row', { name: 'train/loss NaN 1.5 at step 2' })
      .waitFor();
    await page.getByText('NaN at step 3, last 1.5 at step 2').waitFor();
    await page.getByText('Infinity at step 2, never a finite number').waitFor();
  });

  it('have their train loss and their eval loss in the history, by name', async ({
    page,
    server,
  }) => {
    const id = await startTraining(server, 'metric=train%2Floss,1,NaN;metric=eval%2Floss,2,0.5');
    await ended(server, id);
    await page.goto('/?history=20');
    await page.getByRole('columnheader', { name: 'Train loss' }).waitFor();
    await page.getByRole('columnheader', { name: 'Eval loss' }).waitFor();
    const run = page.getByTestId(`tunix:history-row-${id}`);
    await run.getByRole('cell', { name: 'NaN', exact: true }).waitFor();
    await run.getByRole('cell', { name: '0.5', exact: true }).waitFor();
  });

  it('have one cursor in all charts, which tells where a value beside it was measured', async ({
    page,
    server,
  }) => {
    const id = await startTraining(
      server,
      'steps=33;metric=eval%2Floss,33,4.166;metric=train%2Ftokens,17,1764100000.5;metric=train%2Ftokens,20,1764100001',
    );
    await ended(server, id);
    await page.goto(`/runs/${id}`);
    const [loss, tokens] = ['loss', 'tokens'].map((name) => page.getByTestId(`chart:${name}`));
    if (!loss || !tokens) throw new Error('Expected two charts');
    await loss.getByText('eval/loss').waitFor();
    await page.getByText('More: tokens').click();
    const over = (chart: typeof loss) => chart.locator('.u-over');
    const [left, right] = [await over(loss).boundingBox(), await over(tokens).boundingBox()];
    expect(right?.width).toBe(left?.width);

    await over(loss).hover({ position: { x: ((left?.width ?? 0) * 17) / 33, y: 20 } });
    await loss.getByText('step 17', { exact: true }).waitFor();
    await loss.getByRole('listitem').filter({ hasText: 'eval/loss4.166@ 33' }).waitFor();
    await tokens.getByText('step 17', { exact: true }).waitFor();
    await page.goto(`/runs/${id}?table=1`);
    await page.getByText('More: tokens').click();
    await tokens.getByRole('row', { name: '17 1764100000.5' }).waitFor();
  });

  it('show of a step that was measured twice the newest value, and say so', async ({
    page,
    server,
  }) => {
    const id = await startTraining(
      server,
      'metric=train%2Floss,1,4;metric=train%2Floss,2,3;metric=train%2Floss,2,2.5',
    );
    await ended(server, id);
    await page.goto(`/runs/${id}?table=1`);
    await page.getByRole('row', { name: '2 2.5' }).waitFor();
    expect(await page.getByTestId('chart:loss').getByRole('row').count()).toBe(3);
    await page.getByRole('checkbox', { name: 'Table' }).uncheck();
    await page.getByText('1 measured again, the newest shown').waitFor();
  });

  it('show every point of a part of many', async ({ page, server }) => {
    const id = await startTraining(server, 'points=30000');
    await ended(server, id);
    await page.goto(`/runs/${id}`);
    await page.getByTestId('chart:loss').getByText('of 30,000 points').waitFor();
    await page.goto(`/runs/${id}?table=1&smooth=0&steps=15001-15009`);
    await page.getByRole('row', { name: '15002 1875.25' }).waitFor();
    const steps = await page.getByRole('rowheader').allTextContents();
    expect(steps.map(Number)).toEqual(numbers(15_001, 15_009).reverse());
  });

  it('cancel a run when that is confirmed, and resume it from its checkpoint', async ({
    page,
    server,
  }) => {
    const id = await startTraining(server, 'plan=9;settle;steps=3;checkpoint=3;wait=go');
    await page.goto(`/runs/${id}?tab=checkpoints`);
    await page.getByTestId('checkpoints').getByText('checkpoints/3').waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Keep it running' }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel the run' }).click();
    await status(page, 'CANCELLED').waitFor();
    await isOver(page);

    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Resumed from').waitFor();
    const resumed = new URL(page.url()).pathname.slice('/runs/'.length);
    expect(resumed).not.toBe(id);
    await trainerOf(server.home, resumed);
    await status(page, 'RUNNING').waitFor();
    await releaseTrainer(server, resumed, 'go');
    await status(page, 'COMPLETED').waitFor();
    await page.getByRole('link', { name: 'Files', exact: true }).click();
    await page.getByRole('link', { name: 'manifest.yaml' }).waitFor();
    await page.getByRole('link', { name: 'Configuration' }).click();
    await page.getByText('there, unchanged').waitFor();
  });

  it('compare runs: first what was different, then what came of it', async ({ page, server }) => {
    const first = await startTraining(server, 'steps=2');
    const second = await startTraining(server, 'steps=4');
    await ended(server, second);
    await page.goto('/runs');
    await row(page, first).getByRole('checkbox').check();
    await row(page, second).getByRole('link').first().focus();
    await page.keyboard.press('x');
    await page.getByRole('link', { name: 'Compare 2 selected' }).click();
    await page.getByText('1 of').filter({ hasText: 'settings differ' }).waitFor();
    await page
      .getByTestId('differences')
      .getByRole('row', { name: 'model.model_id fixture/steps=2 fixture/steps=4' })
      .waitFor();
    await page
      .getByTestId('final-metrics')
      .getByRole('row', { name: /^train\/loss 2 best 2 @ 2 1 best of all: best 1 @ 4/ })
      .waitFor();
    await page
      .getByTestId('chart:loss')
      .getByRole('img', { name: /A train\/loss at step 2 is 2; B train\/loss at step 4 is 1/ })
      .waitFor();
    await page.getByRole('checkbox', { name: /^A / }).uncheck();
    await page
      .getByTestId('chart:loss')
      .getByRole('img', { name: 'loss: B train/loss at step 4 is 1' })
      .waitFor();
  });

  it('fit a phone', async ({ page, server }) => {
    const id = await startTraining(server, 'plan=3;steps=3;say=a%20line');
    await ended(server, id);
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of ['/runs', `/runs/${id}`, `/runs/${id}?tab=log`, `/runs/compare?ids=${id}`]) {
      await page.goto(`${path}`);
      await page.getByText('Completed').last().waitFor();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
  });

  const row = (page: Page, id: string) => page.locator(`[data-run="${id}"]`);

  const status = (page: Page, name: string) =>
    page.locator(`[data-testid="run-header"][data-status="${name}"]`);

  /** A run that has ended says so itself. */
  const isOver = (page: Page) => page.getByTestId('run-connection').waitFor({ state: 'detached' });

  const connection = (page: Page, word: string) =>
    page.getByTestId('run-connection').getByText(word, { exact: true }).waitFor();

  const line = (page: Page, text: string) =>
    page.locator('[data-line]').getByText(text, { exact: true });

  const topLine = (page: Page) =>
    page.getByLabel('Log lines').evaluate((list) => {
      const { left, top } = list.getBoundingClientRect();
      return document.elementFromPoint(left + 20, top + 10)?.textContent;
    });

  const group = (page: Page, name: string) =>
    page.getByRole('rowheader').getByRole('button', { name, exact: true });

  /** The runs and the heads of groups, from above. */
  const shownRows = (page: Page) =>
    page
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((one) => one.dataset['run'] ?? one.textContent?.trim()));

  const shownLines = async (page: Page) =>
    (await page.locator('[data-line] > a').allTextContents()).map(Number);
});

const base64 = (text: string) => encodeURIComponent(Buffer.from(text).toString('base64'));

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
