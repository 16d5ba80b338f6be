import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('is taken apart by markers and by tags, and tells its question once', async () => {
  const [first, second, third] = await draftsOfFile('openthoughts.jsonl');
  expect(first).toMatchObject({
    context: [{ role: 'system', content: 'Think between the markers, then answer.' }],
    steps: [
      { type: 'think', content: 'Ten times twelve is 120.' },
      { type: 'think', content: 'Twice twelve more is 144.' },
    ],
    finalAnswer: '\\boxed{144}',
  });
  expect(second).toMatchObject({ finalAnswer: '23', meta: { source: 'numbers', id: 17 } });
  expect(second?.meta).not.toHaveProperty('question');
  expect(third).toMatchObject({ steps: [{ content: '91 = 7 * 13' }], meta: { difficulty: 7 } });
});
