import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('makes a trace of each teacher, with its grade and why it was given', async () => {
  const drafts = await draftsOfFile('s1k.jsonl');
  expect(drafts).toMatchObject([
    {
      steps: [
        { type: 'think', content: 'Each element is in or out.' },
        { type: 'think', content: 'So two to the seventh.' },
      ],
      finalAnswer: 'There are **128** subsets.',
      expectedAnswer: '128',
      meta: { teacher: 'gemini', cot_type: 'math' },
      scores: [
        {
          criteria: 'grade',
          score: 1,
          label: 'Yes',
          explanation: 'The attempt states 128 as the reference does.',
        },
      ],
    },
    {
      finalAnswer: 'There are 14 subsets.',
      meta: { teacher: 'deepseek' },
      scores: [{ criteria: 'grade', score: 0, label: 'No', explanation: '14 is not 128.' }],
    },
  ]);
});
