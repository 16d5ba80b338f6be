import type { Reader } from '../reader.ts';
import { isGsm8k, takeAnswer } from './gsm8k.ts';

/** GSM8K, Socratic: each line asks itself a question before it answers it. */
export const gsm8kSocratic: Reader = {
  name: 'gsm8k-socratic',
  label: 'GSM8K, Socratic',
  shape: '`question`, `answer` with lines of `asked ** answered` and `#### …` at its end',
  recognises: (row) =>
    isGsm8k(row) && linesOf(takeAnswer(row).solution).every((line) => line.includes(ASIDE)),
  takes: isGsm8k,
  read(row) {
    const { solution, draft } = takeAnswer(row);
    const steps = linesOf(solution).flatMap((line) => {
      const at = line.indexOf(ASIDE);
      if (at < 0) return [{ type: 'step', content: line }];
      return [
        { type: 'question', content: line.slice(0, at).trim() },
        { type: 'step', content: line.slice(at + ASIDE.length).trim() },
      ].filter(({ content }) => content !== '');
    });
    return [{ ...draft, steps }];
  },
};

const ASIDE = ' ** ';

function linesOf(solution: string): string[] {
  return solution
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
