import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';
import { mathShepherd } from './mathShepherd.ts';

it('has a score for each step by its sign', async () => {
  const [draft] = await draftsOfFile('math-shepherd.jsonl');
  expect(draft).toEqual({
    prompt: 'Tom has 3 bags of 5 nuts and eats 2. How many are left?',
    steps: [
      { type: 'step', content: 'Tom has 3*5=15 nuts.' },
      { type: 'step', content: 'He eats 2, so 14 are left.' },
      { type: 'step', content: 'The answer is: 14' },
    ],
    finalAnswer: '14',
    meta: { task: 'GSM8K' },
    scores: [
      { criteria: 'correctness', score: 1, label: '+', step: 0 },
      { criteria: 'correctness', score: 0, label: '-', step: 1 },
      { criteria: 'correctness', score: 0, label: '-', step: 2 },
    ],
  });
});

it.for([
  [
    { input: 'Q Step 1: a ки', label: 'Q Step 1: b +' },
    'Expected `label` to be the input with + or - for each ки, got "Q Step 1: b +" for step 1',
  ],
  [
    { input: 'Q Step 1: a ки Step 2: b', label: 'Q Step 1: a +' },
    'Expected `input` to end with ки, got more: " Step 2: b"',
  ],
  [
    { input: 'Q a ки', label: 'Q a +' },
    'Expected `input` to have a `Step 1:` before its first ки, got none',
  ],
] as const)('refuses %j', ([row, message]) => {
  expect(() => mathShepherd.read({ ...row }, { splitting: 'auto' })).toThrow(message);
});
