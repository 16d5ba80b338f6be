import type { EvaluationRow, Sample } from '../../../prisma/generated/sqlite/client.ts';
import { splitSteps } from '../../imports/reasoning.ts';
import { BETWEEN_STEPS, THINK_END, THINK_START } from '../../thought.ts';
import type { TraceContent } from '../../traces/trace.ts';
import { storedQuestion } from '../questions.ts';

/** The value of `meta.source` of traces that were samples. */
const HARVESTED = 'samples';

/** A sample as a trace: its reasoning in steps, what was found in it as the answer, and where it comes from in `meta.from`. */
export function traceOf(
  sample: Sample,
  question: EvaluationRow,
  from: { evaluation: string },
): TraceContent {
  const { reasoning, splitting } = reasoningOf(sample.completion);
  const steps = splitSteps(reasoning, splitting).map((content, i) => ({
    i,
    type: 'think',
    content,
  }));
  const { runId: run, step, row, index } = sample;
  return {
    traceVersion: '1.0',
    ...storedQuestion(question),
    finalAnswer: sample.answer ?? '',
    expectedAnswer: question.expected,
    steps,
    meta: {
      ...Object(question.meta),
      source: HARVESTED,
      from: { ...from, run, step, row, index },
    },
  };
}

/** The reasoning of a completion, in the forms that training writes: thought between tags, or numbered steps before the answer. */
function reasoningOf(completion: string): {
  reasoning: string;
  splitting: 'paragraphs' | 'numbered';
} {
  if (completion.startsWith(THINK_START)) {
    const end = completion.indexOf(THINK_END);
    const reasoning = completion.slice(THINK_START.length, end < 0 ? undefined : end);
    return { reasoning: reasoning.split(BETWEEN_STEPS).join('\n\n'), splitting: 'paragraphs' };
  }
  const reasoning = completion
    .replace(/^Reasoning:\s*\n/, '')
    .replace(/(?:^|\n)Answer:[^\n]*\s*$/, '');
  return { reasoning, splitting: 'numbered' };
}
