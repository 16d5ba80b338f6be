import { expect } from 'vitest';
import { buildSample, ended, startTraining, TRAINER } from '../../server/testing/training.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test.override('environment', { TUNIX_PYTHON: TRAINER });

describeInBrowser('Addresses', () => {
  it('say what of them is not understood, and drop it on demand', async ({ page, server }) => {
    await buildSample(server);
    const { id } = await ended(server, await startTraining(server, 'curve=20'));
    const notes = page.getByText('Not understood, and left out');
    for (const [path, understood, unclear] of [
      ['/', 'panels=open', 'history=many'],
      ['/traces', 'search=1', 'order=funniest'],
      ['/datasets/new', 'limit=7', 'from=2026-02-30&strategy=BEST&length=7'],
      ['/datasets/sample-1', '', 'length=7&row=0'],
      ['/manifests/new', 'dataset=sample-1', 'lora=maybe'],
      ['/runs', 'status=COMPLETED', 'status=BROKEN&mode=REMOTE'],
      [`/runs/${id}`, '', 'tab=nonsense&smooth=2&log=yes&table=no&steps=9-1'],
      [`/runs/${id}`, 'tab=log', 'stream=stdlog&wrap=yes&times=no&raw=0'],
      [`/runs/${id}`, 'tab=configuration', 'as=toml'],
      ['/runs/compare', `ids=${id}`, 'all=yes&smooth=x'],
    ] as const) {
      await page.goto(`${path}?${[understood, unclear].filter(Boolean).join('&')}`);
      for (const text of unclear.split('&')) await notes.filter({ hasText: text }).waitFor();
      const drop = page.getByRole('button', { name: 'Drop from the address' });
      for (let left = await drop.count(); left > 0; left--) {
        await drop.first().click();
        await expect.poll(() => drop.count()).toBe(left - 1);
      }
      expect(decodeURIComponent(new URL(page.url()).search)).toBe(understood && `?${understood}`);
    }
  });
});
