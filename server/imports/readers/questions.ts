import type { JsonObject } from '../../json.ts';
import { lastBoxed } from '../boxed.ts';
import { type Reader, textAt, UnreadableRow, without } from '../reader.ts';
import { splitSteps } from '../reasoning.ts';

const QUESTIONS = ['question', 'problem', 'prompt'];
const ANSWERS = ['expected_answer', 'answer', 'ground_truth'];

/** Question sets: a question and what its answer should be, with a solution where there is one. A solution alone, as MATH has
 * it, answers in its last box. */
export const questions: Reader = {
  name: 'questions',
  label: 'Questions and answers',
  shape:
    '`question`, `problem` or `prompt` with `expected_answer`, `answer`, `ground_truth` or `solution`, in any case',
  recognises: (row) =>
    !('trace_version' in row) &&
    find(row, QUESTIONS, isText) !== undefined &&
    (find(row, ANSWERS, isAnswer) ?? find(row, ['solution'], isText)) !== undefined,
  read(row, { splitting }) {
    const question = find(row, QUESTIONS, isText);
    const answer = find(row, ANSWERS, isAnswer);
    const solved = find(row, ['solution'], isText);
    if (question === undefined || (answer ?? solved) === undefined)
      throw new UnreadableRow('Expected a question and its answer or solution, got not both');
    const solution = solved === undefined ? '' : textAt(row, solved);
    const stated = answer === undefined ? lastBoxed(solution) : textAt(row, answer);
    // A solution that states no answer of its own is the answer.
    const expected = stated ?? solution;
    const steps = stated === undefined ? [] : splitSteps(solution, splitting);
    const used = [question, answer, solved].filter((name) => name !== undefined);
    return [
      {
        prompt: textAt(row, question),
        steps: steps.map((content) => ({ type: 'step', content })),
        finalAnswer: expected,
        expectedAnswer: expected,
        meta: without(row, ...used),
      },
    ];
  },
};

function find(
  row: JsonObject,
  names: string[],
  fits: (value: unknown) => boolean,
): string | undefined {
  const own = Object.keys(row);
  for (const name of names) {
    const found = own.find((key) => key.toLowerCase() === name && fits(row[key]));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isAnswer(value: unknown): boolean {
  return isText(value) || typeof value === 'number';
}
