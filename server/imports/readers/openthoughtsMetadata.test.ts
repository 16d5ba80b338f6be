import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('has its reasoning for steps and its solution for answer', async () => {
  const [draft] = await draftsOfFile('openthoughts-metadata.jsonl');
  expect(draft).toEqual({
    prompt: 'Return the sum of a list of integers.',
    steps: [
      { type: 'think', content: 'The list may be empty.' },
      { type: 'think', content: 'Then the sum is zero.' },
    ],
    finalAnswer: '```python\nprint(sum(map(int, input().split())))\n```',
    meta: {
      domain: 'code',
      source: 'taco',
      test_cases: '{"inputs": ["1 2"], "outputs": ["3"]}',
      starter_code: 'def total(numbers):',
    },
  });
});
