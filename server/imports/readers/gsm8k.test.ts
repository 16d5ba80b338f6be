import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('has its lines for steps, without what a calculator was asked', async () => {
  const [first, second] = await draftsOfFile('gsm8k.jsonl');
  expect(first).toEqual({
    prompt: 'A baker has 24 rolls. He sells a third of them before noon. How many are left?',
    steps: [
      { type: 'step', content: 'He sells 24/3 = 8 rolls.' },
      { type: 'step', content: 'So 24-8 = 16 rolls are left.' },
    ],
    finalAnswer: '16',
    expectedAnswer: '16',
    meta: {},
  });
  expect(second?.finalAnswer).toBe('1,500');
});

it('is split as was chosen', async () => {
  const [first] = await draftsOfFile('gsm8k.jsonl', 'one');
  expect(first?.steps).toEqual([
    { type: 'step', content: 'He sells 24/3 = 8 rolls.\nSo 24-8 = 16 rolls are left.' },
  ]);
});
