import { type Reader, type TraceDraft, textAt, UnreadableRow, without } from '../reader.ts';
import { splitSteps } from '../reasoning.ts';
import { verdictOf } from '../verdict.ts';

const TEACHERS = ['gemini', 'deepseek'];

/** s1K-1.1: a question with the attempts of two teachers, each graded. */
export const s1k: Reader = {
  name: 's1k',
  label: 's1K-1.1',
  shape:
    '`question`, `solution`; of `gemini` and `deepseek` each `…_thinking_trajectory`, `…_attempt`, `…_grade`, `…_grade_reason`; `cot_type`, `source_type`, `metadata`',
  recognises: (row) =>
    typeof row['question'] === 'string' &&
    TEACHERS.some((teacher) => typeof row[`${teacher}_attempt`] === 'string'),
  read(row, { splitting }) {
    const teachers = TEACHERS.filter((teacher) => row[`${teacher}_attempt`] != null);
    if (teachers.length === 0)
      throw new UnreadableRow(
        'Expected `gemini_attempt` or `deepseek_attempt` to be a text, got neither',
      );
    const solution = row['solution'] == null ? '' : textAt(row, 'solution');
    const graded = teachers.map((teacher) => {
      const explanation = row[`${teacher}_grade_reason`];
      const scores = verdictOf(row[`${teacher}_grade`], { criteria: 'grade', explanation });
      const used = ['thinking_trajectory', 'attempt', ...(scores.length > 0 ? ['grade'] : [])];
      if (scores.some((score) => score.explanation !== undefined)) used.push('grade_reason');
      return { teacher, scores, used: used.map((name) => `${teacher}_${name}`) };
    });
    const meta = without(row, 'question', 'solution', ...graded.flatMap(({ used }) => used));
    return graded.map(({ teacher, scores }): TraceDraft => {
      const thought = `${teacher}_thinking_trajectory`;
      const reasoning = row[thought] == null ? '' : textAt(row, thought);
      return {
        prompt: textAt(row, 'question'),
        steps: splitSteps(reasoning, splitting).map((content) => ({ type: 'think', content })),
        finalAnswer: textAt(row, `${teacher}_attempt`).trim(),
        ...(solution.trim() === '' ? {} : { expectedAnswer: solution }),
        meta: { ...meta, teacher },
        scores,
      };
    });
  },
};
