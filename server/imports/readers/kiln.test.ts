import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('reads the columns that Kiln imports', async () => {
  const drafts = await draftsOfFile('kiln.csv');
  expect(drafts).toEqual([
    {
      prompt: 'Tell a joke about hens',
      steps: [
        { type: 'think', content: 'Hens cross roads.' },
        { type: 'think', content: 'So ask why.' },
      ],
      finalAnswer: 'Why did the hen cross the road?',
      meta: { tags: 'funny' },
    },
    {
      prompt: 'Name a nut',
      steps: [{ type: 'think', content: 'Nuts grow on trees.' }],
      finalAnswer: 'Almond',
      meta: { tags: 'food,short' },
    },
  ]);
});

it('reads a run with its rating', async () => {
  const [draft] = await draftsOfFile('kiln.jsonl');
  expect(draft).toMatchObject({
    prompt: '{"animal": "hen"}',
    steps: [{ type: 'think', content: 'Hens in bars are funny.' }],
    finalAnswer: 'A hen walks into a bar.',
    scores: [{ criteria: 'rating', score: 4, label: 'five_star' }],
    meta: { tags: ['joke'], output: { source: { type: 'synthetic' } } },
  });
});
