import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';
import { lmEval } from './lmEval.ts';

it('makes a trace of each response, with its metrics by their filter', async () => {
  const [first, ...second] = await draftsOfFile('lm-eval.jsonl');
  expect(first).toMatchObject({
    prompt: 'Question: What is 6*7?\nAnswer:',
    finalAnswer: 'Six times seven is 42.\n#### 42',
    expectedAnswer: '42',
    scores: [{ criteria: 'exact_match,strict-match', score: 1 }],
    meta: { doc_id: 0, arguments: [[{ until: ['Question:'] }]] },
  });
  expect(second).toMatchObject([
    {
      prompt: 'What is 1+1?',
      steps: [{ content: 'one and one' }],
      finalAnswer: '2',
      meta: { response: 0 },
    },
    { finalAnswer: '3', meta: { response: 1 }, scores: [{ criteria: 'exact_match', score: 0.5 }] },
  ]);
});

it('refuses likelihoods', () => {
  const row = { doc_id: 0, arguments: [['Q', ' yes']], resps: [[[-0.5, true]]], target: 0 };
  expect(() => lmEval.read(row, { splitting: 'auto' })).toThrow(
    'Expected `resps` to be texts that a model wrote, got a list: likelihoods of given answers make no trace',
  );
});
