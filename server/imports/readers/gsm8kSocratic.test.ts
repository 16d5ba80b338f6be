import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('asks and answers in steps of two kinds, and a line that asks nothing is a step', async () => {
  const [first, second] = await draftsOfFile('gsm8k-socratic.jsonl');
  expect(first).toMatchObject({
    steps: [
      { type: 'question', content: 'How many rolls does he sell?' },
      { type: 'step', content: 'He sells 24/3 = 8 rolls.' },
      { type: 'question', content: 'How many are left?' },
      { type: 'step', content: 'So 24-8 = 16 rolls are left.' },
    ],
    finalAnswer: '16',
    expectedAnswer: '16',
  });
  expect(second?.steps).toEqual([{ type: 'step', content: 'She saves 500*3 = $1,500.' }]);
});
