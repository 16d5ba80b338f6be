import type { JsonObject } from '../../json.ts';
import { type Reader, type TraceDraft, textAt, without } from '../reader.ts';
import { splitSteps } from '../reasoning.ts';

const ANSWER = /\n?####[ \t]*([^\n]*?)\s*$/;

/** GSM8K: the lines are steps, and the answer stands behind `####`. */
export const gsm8k: Reader = {
  name: 'gsm8k',
  label: 'GSM8K',
  shape: '`question`, `answer` with `#### …` at its end',
  recognises: isGsm8k,
  read(row, { splitting }) {
    const { solution, draft } = takeAnswer(row);
    const ways = splitting === 'auto' ? 'lines' : splitting;
    const steps = splitSteps(solution, ways).map((content) => ({ type: 'step', content }));
    return [{ ...draft, steps }];
  },
};

export function isGsm8k({ question, answer }: JsonObject): boolean {
  return typeof question === 'string' && typeof answer === 'string' && ANSWER.test(answer);
}

/** A row's trace without its steps, and its solution without what a calculator was asked, which stands beside its result. */
export function takeAnswer(row: JsonObject): { solution: string; draft: TraceDraft } {
  const answer = textAt(row, 'answer');
  const found = ANSWER.exec(answer)?.[1] ?? '';
  return {
    solution: answer.replace(ANSWER, '').replace(/<<[^>]*>>/g, ''),
    draft: {
      prompt: textAt(row, 'question'),
      steps: [],
      finalAnswer: found,
      expectedAnswer: found,
      meta: without(row, 'question', 'answer'),
    },
  };
}
