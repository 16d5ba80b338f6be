/** The condition of evaluations of exactly one checkpoint: as its training has it, or as the version that was kept of it. */
export function evaluationsOf({
  runId,
  modelVersionId,
  step,
}: {
  runId: string | null;
  modelVersionId: string | null;
  step: number;
}) {
  return {
    step,
    OR: [
      ...(runId === null ? [] : [{ startRunId: runId }]),
      ...(modelVersionId === null ? [] : [{ modelVersionId }]),
    ],
  };
}
