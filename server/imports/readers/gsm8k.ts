import { type Reader, textAt, without } from '../reader.ts';

const ANSWER = /\n?####[ \t]*(.*?)\s*$/;

/** GSM8K: the lines are steps, and the answer stands behind `####`. */
export const gsm8k: Reader = {
  name: 'gsm8k',
  label: 'GSM8K',
  shape: '`question`, `answer` with `#### …` at its end',
  recognises: ({ question, answer }) =>
    typeof question === 'string' && typeof answer === 'string' && ANSWER.test(answer),
  read(row) {
    const answer = textAt(row, 'answer');
    const found = ANSWER.exec(answer)?.[1] ?? '';
    const lines = answer.replace(ANSWER, '').split('\n');
    return [
      {
        prompt: textAt(row, 'question'),
        // What a calculator was asked stands beside its result.
        steps: lines
          .map((line) => line.replace(/<<[^>]*>>/g, '').trim())
          .filter((line) => line !== '')
          .map((content) => ({ type: 'step', content })),
        finalAnswer: found,
        expectedAnswer: found,
        meta: without(row, 'question', 'answer'),
      },
    ];
  },
};
