import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('is a question with what its answer should be', async () => {
  const [draft] = await draftsOfFile('verl.jsonl');
  expect(draft).toMatchObject({
    prompt: expect.stringMatching(/^What is 8\*8\?/),
    steps: [],
    finalAnswer: '64',
    expectedAnswer: '64',
    meta: {
      data_source: 'openai/gsm8k',
      reward_model: { style: 'rule' },
      extra_info: { index: 0 },
    },
  });
});
