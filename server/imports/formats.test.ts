import { expect, it } from 'vitest';
import { describeOnEachDatabase } from '../testing/testServer.ts';
import { draftsOfFile, formatOf, readSampleFile, SAMPLE_FILES } from './testing/sampleFiles.ts';

describeOnEachDatabase('A file of each format that is known', (open) => {
  it('is imported as what it is', async () => {
    const { fetch } = await open();
    for (const file of SAMPLE_FILES) {
      const body = await readSampleFile(file);
      const response = await fetch('/traces/import?onDuplicate=keep', { method: 'POST', body });
      expect(await response.json(), file).toMatchObject({
        accepted: (await draftsOfFile(file)).length,
        skipped: 0,
        format: formatOf(file),
      });
    }
  });
});
