import type { Prisma } from '../../prisma/generated/sqlite/client.ts';

/** What a training makes of its rows. */
export type TrainingPlan = {
  /** Rows that are trained on, held out, and dropped. */
  rows: number;
  evaluationRows: number;
  droppedRows: number;
  isPacked: boolean;
  /** Sequences of the first epoch; null where the trainer told none. */
  sequences: number | null;
  /** Tokens that batches are padded to, ascending. */
  lengths: number[];
  /** Which share of the computed tokens of the first epoch is real. */
  fill: number | null;
  stepsPerEpoch: number | null;
  totalSteps: number;
};

/** The plan of a run from its column, which holds what its trainer told. */
export function storedPlan({ plan }: { plan: Prisma.JsonValue }): TrainingPlan | null {
  return plan as TrainingPlan | null;
}
