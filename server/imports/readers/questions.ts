import { type Reader, textAt, without } from '../reader.ts';
import { splitSteps } from '../reasoning.ts';

const QUESTIONS = ['question', 'problem', 'prompt'];
const ANSWERS = ['expected_answer', 'answer', 'ground_truth'];

/** Question sets: a question and what its answer should be, with a solution where there is one. */
export const questions: Reader = {
  name: 'questions',
  label: 'Questions and answers',
  shape:
    '`question`, `problem` or `prompt`; `expected_answer`, `answer` or `ground_truth`; `solution`',
  recognises: (row) =>
    !('trace_version' in row) &&
    QUESTIONS.some((name) => typeof row[name] === 'string') &&
    ANSWERS.some((name) => isAnswer(row[name])),
  read(row) {
    const question = QUESTIONS.find((name) => typeof row[name] === 'string') ?? 'question';
    const expected = ANSWERS.find((name) => isAnswer(row[name])) ?? 'answer';
    const answer = textAt(row, expected);
    const solution = typeof row['solution'] === 'string' ? row['solution'] : '';
    return [
      {
        prompt: textAt(row, question),
        steps: splitSteps(solution).map((content) => ({ type: 'step', content })),
        finalAnswer: answer,
        expectedAnswer: answer,
        meta: without(row, question, expected, ...(solution ? ['solution'] : [])),
      },
    ];
  },
};

function isAnswer(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
