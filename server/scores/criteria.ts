import { type BaselineScore, baselineScore } from './baseline.ts';

/** What a trace is judged by where nothing else is named. */
export const DEFAULT_CRITERIA = 'baseline';

/** The newest score by a criteria, among those of a trace. */
export function newestBy(criteria: string) {
  return { where: { criteria, isNewest: true }, take: 1 };
}

/** What traces can be scored by; each criteria reads the counts that are kept with a trace. */
export const CRITERIA: Record<
  string,
  (trace: { stepCount: number; stepChars: number }) => BaselineScore
> = {
  baseline: baselineScore,
};
