import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('has ratings for the steps that were rated, as they are, and keeps what was not taken', async () => {
  const [first, second] = await draftsOfFile('prm800k.jsonl');
  expect(first).toMatchObject({
    prompt: 'What is $3+4\\cdot 2$?',
    finalAnswer: '12',
    expectedAnswer: '11',
    scores: [
      { criteria: 'rating', score: 1, step: 0 },
      { criteria: 'rating', score: -1, step: 1, label: 'flagged' },
      { criteria: 'pre_generated_verifier_score', score: 0.0107 },
    ],
    meta: {
      finish_reason: 'found_error',
      alternatives: [{ step: 1, text: 'Then I add three.', rating: 0, flagged: false }],
    },
  });
  expect(first?.steps).toHaveLength(3);
  expect(second).toMatchObject({
    steps: [
      { content: 'A square has four sides.' },
      { content: 'So the two have 2*4 = 8.' },
      { content: '# Answer\n\n8' },
    ],
    finalAnswer: '8',
    scores: [
      { criteria: 'rating', score: 1, step: 0 },
      { criteria: 'rating', score: 1, step: 2 },
    ],
  });
});
