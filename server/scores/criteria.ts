import { WHOLE_TRACE } from '../traces/newestScore.ts';
import { type BaselineScore, baselineScore } from './baseline.ts';

export const DEFAULT_CRITERIA = 'baseline';

export function newestBy(criteria: string) {
  return { where: { criteria, isNewest: true, step: WHOLE_TRACE }, take: 1 };
}

/** What traces can be scored by; each criteria reads the counts that are kept with a trace. */
export const CRITERIA: Record<
  string,
  (trace: { stepCount: number; stepChars: number }) => BaselineScore
> = {
  baseline: baselineScore,
};
