import { type BaselineScore, baselineScore } from './baseline.ts';

/** What traces can be scored by; each criteria reads the counts that are kept with a trace. */
export const CRITERIA: Record<
  string,
  (trace: { stepCount: number; stepChars: number }) => BaselineScore
> = {
  baseline: baselineScore,
};
