import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('reads texts and messages', async () => {
  const drafts = await draftsOfFile('prompt-completion.jsonl');
  expect(drafts).toMatchObject([
    { prompt: 'The sky is', steps: [], finalAnswer: 'blue.' },
    {
      prompt: 'What colour is the sky?',
      steps: [{ content: 'Look up.' }],
      finalAnswer: 'It is blue.',
    },
    { prompt: 'Two and two?', finalAnswer: '4', meta: { model: 'm-1' } },
  ]);
});
