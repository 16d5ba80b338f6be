import { unpackTar } from 'modern-tar';
import { describe, expect } from 'vitest';
import { releaseTrainer, scriptTrainings, TRAINER } from '../../server/testing/training.ts';
import { BROWSERS, type Saved } from './walker.fixture.ts';
import { test } from './workbench.fixture.ts';

const trainingTest = test.override('environment', { TUNIX_PYTHON: TRAINER });

describe.each(BROWSERS)('Someone who has nothing yet', ({ name, variable, path, enter }) => {
  const reason = path ? '' : ` (skipped: no ${name}; install it, or set ${variable})`;

  describe.skipIf(!path)(`in ${name}${reason}`, () => {
    const it = trainingTest.extend('walker', async ({ server }, { onCleanup }) => {
      const walker = await enter();
      onCleanup(walker.leave);
      await walker.open(server.url);
      return walker;
    });

    it('is led from an empty page to a model to take away', async ({ server, walker }) => {
      await scriptTrainings(
        server.home,
        'plan=9;settle;steps=4;checkpoint=4;wait=seen;steps=5,5;checkpoint=9',
      );
      const { click, download, fill, miss, see } = walker;
      const goToNextStep = async (link: string) => {
        await see('[data-testid="next-step"]', link);
        await click('link', link);
      };

      await goToNextStep('Import traces');
      await click('button', 'Import 300 sample traces');
      await see('[data-testid="import"]', '300 traces stored.');
      await click('link', 'Open its traces');
      await see('[data-testid="trace-count"]', '300 traces match');

      await click('link', 'Tunix RT');
      await goToNextStep('Build a dataset');
      await see('[data-testid="preview-counts"]', '100 of 300');
      await fill('Name', 'first');
      await click('button', 'Build dataset');
      await see('h1', 'first-v1');

      await click('link', 'Tunix RT');
      await goToNextStep('Write a manifest');
      await click('button', 'Use fitting values');
      await click('button', 'Dry-run');
      await see('main', 'Training would work.');
      await click('button', 'Run with Tunix');

      const isAtStep4 = async () => {
        await see('[data-testid="run-header"][data-status="RUNNING"]', '4 / 9 steps');
        await see('[data-testid="chart:loss"] [aria-label*="step 4 is 1"]');
        await see('[data-testid="run-connection"]', 'Live');
      };
      await isAtStep4();
      await walker.reload();
      await isAtStep4();
      const { pathname } = new URL(walker.address());
      await releaseTrainer(server, pathname.slice('/runs/'.length), 'seen');
      await see('[data-testid="run-header"][data-status="COMPLETED"]', '9 / 9 steps');
      await miss('[data-testid="run-connection"]');
      await miss('[data-testid="toast"]');

      await click('link', 'Checkpoints 2');
      const checkpoint = await download('[data-testid="checkpoints"] tr:first-child a[download]');
      expect(await filesOf(checkpoint)).toMatchObject({ 'model_params/weights': 'weights at 9' });
      await click('link', 'Files');
      const folder = await download(`a[href="${pathname}/folder.tar"]`);
      expect(await filesOf(folder)).toMatchObject({
        'train.py': expect.any(String),
        'manifest.yaml': expect.stringContaining('tunix-rt/tiny'),
        'checkpoints/9/model_params/weights': 'weights at 9',
      });
      expect(walker.problems).toEqual([]);
    });
  });
});

/** The files in a tar archive of a folder that is named as the archive. */
async function filesOf({ name, content }: Saved): Promise<Record<string, string>> {
  const folder = `${name.slice(0, -'.tar'.length)}/`;
  const entries = await unpackTar(content);
  expect(entries.filter(({ header }) => !header.name.startsWith(folder))).toEqual([]);
  return Object.fromEntries(
    entries.map(({ header, data }) => [
      header.name.slice(folder.length),
      new TextDecoder().decode(data),
    ]),
  );
}
