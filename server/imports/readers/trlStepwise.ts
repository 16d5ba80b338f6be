import { kindOf, listAt, type Reader, textAt, textOf, UnreadableRow, without } from '../reader.ts';
import { verdictOf } from '../verdict.ts';

/** Stepwise supervision as TRL has it: steps, and whether each is right. */
export const trlStepwise: Reader = {
  name: 'trl-stepwise',
  label: 'Stepwise supervision, TRL',
  shape: '`prompt`, `completions` and as many `labels`, each true or false',
  recognises: ({ prompt, completions, labels }) =>
    typeof prompt === 'string' && Array.isArray(completions) && Array.isArray(labels),
  read(row) {
    const labels = listAt(row, 'labels');
    const steps = listAt(row, 'completions').map((step, index) =>
      textOf(step, `completions[${index}]`).trim(),
    );
    if (labels.length !== steps.length)
      throw new UnreadableRow(
        `Expected as many of \`labels\` as of \`completions\`, ${steps.length}, got ${labels.length}`,
      );
    const scores = labels.map((label, step) => {
      const [score] = verdictOf(label, { criteria: 'correctness', step });
      if (score) return score;
      throw new UnreadableRow(
        `Expected \`labels[${step}]\` to be true or false, got ${kindOf(label)}`,
      );
    });
    return [
      {
        prompt: textAt(row, 'prompt'),
        steps: steps.map((content) => ({ type: 'step', content })),
        finalAnswer: steps.at(-1) ?? '',
        meta: without(row, 'prompt', 'completions', 'labels'),
        scores,
      },
    ];
  },
};
