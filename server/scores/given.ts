import { z } from 'zod';
import { WHOLE_TRACE } from '../traces/newestScore.ts';
import { text } from '../traces/trace.ts';
import type { Verdict } from './record.ts';

/** What is said of a trace, or of one of its steps, by whoever gives a score. */
export const GIVEN = {
  criteria: text(64),
  score: z.number(),
  step: z.int().min(0).nullish(),
  label: text(200).nullish(),
  explanation: text(20_000).nullish(),
};

/** Who gives it. */
export const GIVER = { judge: text(128), version: text(64).nullish() };

export type Given = z.output<z.ZodObject<typeof GIVEN>>;

export function verdictOf(traceId: string, given: Given): Verdict {
  const { criteria, score, step, label, explanation } = given;
  return {
    traceId,
    criteria,
    score,
    step: step ?? WHOLE_TRACE,
    ...(label != null && { label }),
    ...(explanation != null && { explanation }),
  };
}

/** Why a trace can't be given a score; `stepCounts` has those that are stored. */
export function targetProblem(
  stepCounts: Map<string, number>,
  { traceId, step }: { traceId: string; step?: number | null | undefined },
): { field: 'traceId' | 'step'; message: string } | undefined {
  const count = stepCounts.get(traceId);
  if (count === undefined) return { field: 'traceId', message: `There is no trace ${traceId}` };
  if (step == null || step < count) return undefined;
  const expected =
    count === 0 ? 'no `step`, since the trace has none' : `\`step\` to be 0 to ${count - 1}`;
  return { field: 'step', message: `Expected ${expected}, got ${step}` };
}
