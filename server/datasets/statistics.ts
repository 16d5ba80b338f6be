import type { SelectedTrace } from './select.ts';

/** What a dataset's traces look like; lengths are in code points. */
export type DatasetStatistics = {
  traceCount: number;
  avgStepCount: number;
  minStepCount: number;
  maxStepCount: number;
  avgTotalChars: number;
};

/** Statistics of a selection; averages are not rounded, and all is zero when nothing was selected. */
export function statisticsOf(traces: SelectedTrace[]): DatasetStatistics {
  const traceCount = traces.length;
  if (traceCount === 0) {
    return { traceCount, avgStepCount: 0, minStepCount: 0, maxStepCount: 0, avgTotalChars: 0 };
  }
  let [steps, chars, fewest, most] = [0, 0, Number.POSITIVE_INFINITY, 0];
  for (const { stepCount, charCount } of traces) {
    steps += stepCount;
    chars += charCount;
    fewest = Math.min(fewest, stepCount);
    most = Math.max(most, stepCount);
  }
  return {
    traceCount,
    avgStepCount: steps / traceCount,
    minStepCount: fewest,
    maxStepCount: most,
    avgTotalChars: chars / traceCount,
  };
}
