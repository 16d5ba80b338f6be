import { type Reader, textAt, without } from '../reader.ts';
import { splitSteps } from '../reasoning.ts';

/** OpenThoughts with its columns apart, as its configuration `metadata` has them. */
export const openthoughtsMetadata: Reader = {
  name: 'openthoughts-metadata',
  label: 'OpenThoughts, metadata',
  shape:
    '`problem`, `deepseek_reasoning`, `deepseek_solution`; `ground_truth_solution`, `domain`, `source`, `test_cases`, `starter_code`',
  recognises: ({ problem, deepseek_reasoning, deepseek_solution }) =>
    [problem, deepseek_reasoning, deepseek_solution].every((text) => typeof text === 'string'),
  read: (row, { splitting }) => [
    {
      prompt: textAt(row, 'problem'),
      steps: splitSteps(textAt(row, 'deepseek_reasoning'), splitting).map((content) => ({
        type: 'think',
        content,
      })),
      finalAnswer: textAt(row, 'deepseek_solution').trim(),
      meta: without(row, 'problem', 'deepseek_reasoning', 'deepseek_solution'),
    },
  ],
};
