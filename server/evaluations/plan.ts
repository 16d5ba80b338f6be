import type { Prisma } from '../../prisma/generated/sqlite/client.ts';

/** What an evaluation is about to ask. */
export type EvaluationPlan = {
  /** Questions that are asked. */
  rows: number;
  /** How many rows are not, by the reason. */
  leftOut: Record<string, number>;
  /** The steps whose checkpoints are asked; 0 is the base. */
  steps: number[];
  /** How often each question is asked. */
  samples: number;
  /** Tokens that questions are padded to; null where the run told none. */
  promptTokens: number | null;
  warnings: string[];
};

/** The plan of a run from its column, which holds what the run told. */
export function storedEvaluationPlan(run: {
  evaluationPlan: Prisma.JsonValue;
}): EvaluationPlan | null {
  return run.evaluationPlan as EvaluationPlan | null;
}

/** How expected answers fared when they were graded against themselves, which all should pass. */
export type Oracle = {
  rows: number;
  correct: number;
  /** The first hundred that failed. */
  failures: { row: number; traceId: string | null; expected: string; reason: string }[];
};

/** The oracle of a run from its column, likewise. */
export function storedOracle({ oracle }: { oracle: Prisma.JsonValue }): Oracle | null {
  return oracle as Oracle | null;
}
