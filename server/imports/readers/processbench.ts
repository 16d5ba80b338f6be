import { listAt, type Reader, textAt, textOf, UnreadableRow, without } from '../reader.ts';
import { verdictOf } from '../verdict.ts';

/** ProcessBench: the steps of a solution, and which is the first that is wrong. What comes after it was not judged. */
export const processbench: Reader = {
  name: 'processbench',
  label: 'ProcessBench',
  shape:
    '`problem`, `steps`, `label` with the index of the first wrong one or -1, `final_answer_correct`; `id`, `generator`',
  recognises: ({ problem, steps, label, final_answer_correct }) =>
    typeof problem === 'string' &&
    Array.isArray(steps) &&
    label !== undefined &&
    final_answer_correct !== undefined,
  read(row) {
    const steps = listAt(row, 'steps').map((step, index) => textOf(step, `steps[${index}]`));
    const label = Number(textAt(row, 'label'));
    if (!Number.isInteger(label) || label < -1 || label >= steps.length)
      throw new UnreadableRow(
        `Expected \`label\` to be the index of one of ${steps.length} steps or -1, got ${row['label']}`,
      );
    const judged = label < 0 ? steps : steps.slice(0, label + 1);
    const final = verdictOf(row['final_answer_correct'], { criteria: 'final_answer_correct' });
    return [
      {
        prompt: textAt(row, 'problem'),
        steps: steps.map((content) => ({ type: 'step', content })),
        finalAnswer: steps.at(-1) ?? '',
        meta: without(
          row,
          'problem',
          'steps',
          'label',
          ...(final.length > 0 ? ['final_answer_correct'] : []),
        ),
        scores: [
          ...judged.map((_, step) => ({
            criteria: 'correctness',
            score: step === label ? 0 : 1,
            step,
          })),
          ...final,
        ],
      },
    ];
  },
};
