/** What a manifest's training values make of its rows. */
export type StepPlan = {
  /** Rows that are trained on, and rows held out for evaluation. */
  trainingRows: number;
  evaluationRows: number;
  /** Batches in an epoch; Tunix drops the last one when it isn't full. */
  batchesPerEpoch: number;
  /** Rows of each epoch that no full batch takes. */
  remainder: number;
  /** Optimizer steps that the epochs make. */
  stepsOfEpochs: number;
  /** Optimizer steps in all: those, or as many as there may be at most. */
  totalSteps: number;
};

/** Counts steps as the launcher does: rows are held out first, every epoch makes full batches only, and
 * an optimizer step takes as many batches as gradients are accumulated over. */
export function planSteps({
  rows,
  evaluationFraction,
  batchSize,
  numEpochs,
  gradientAccumulationSteps,
  maxSteps,
}: {
  rows: number;
  evaluationFraction: number;
  batchSize: number;
  numEpochs: number;
  gradientAccumulationSteps: number;
  maxSteps: number | null;
}): StepPlan {
  const evaluationRows = heldOut(rows, evaluationFraction);
  const trainingRows = rows - evaluationRows;
  const batchesPerEpoch = Math.floor(trainingRows / batchSize);
  const stepsOfEpochs = Math.floor((batchesPerEpoch * numEpochs) / gradientAccumulationSteps);
  return {
    trainingRows,
    evaluationRows,
    batchesPerEpoch,
    remainder: trainingRows - batchesPerEpoch * batchSize,
    stepsOfEpochs,
    totalSteps: Math.min(stepsOfEpochs, maxSteps ?? stepsOfEpochs),
  };
}

/** At least one row when a share is held out at all; halves go to the even number, as Python rounds. */
function heldOut(rows: number, fraction: number): number {
  if (fraction === 0 || rows === 0) return 0;
  const exact = rows * fraction;
  const below = Math.floor(exact);
  const isUp = exact - below > 0.5 || (exact - below === 0.5 && below % 2 === 1);
  return Math.max(1, isUp ? below + 1 : below);
}
