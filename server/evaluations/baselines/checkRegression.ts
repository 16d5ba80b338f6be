import type { Baseline } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { type Comparison, compareEvaluations } from '../compare/compare.ts';
import { completedEvaluation } from '../get.ts';
import type { Bounds, Estimate } from '../statistics/interval.ts';
import { baselineOf } from './baselines.ts';

export type Verdict = 'PASS' | 'FAIL' | 'CANNOT_TELL';

/** Whether an evaluation is worse than a baseline by more than a margin. */
export type Regression = {
  verdict: Verdict;
  margin: number;
  /** What came out, in a sentence. */
  message: string;
  baseline: Baseline;
  comparison: Comparison;
};

/** @throws NotFoundError, InvalidStateError, DifferentConditionsError */
export async function checkRegression(
  database: Database,
  {
    evaluationId,
    baseline: name,
    margin,
    signal,
  }: {
    evaluationId: string;
    baseline?: string | null | undefined;
    margin: number;
    signal?: AbortSignal | undefined;
  },
): Promise<Regression> {
  const evaluation = await completedEvaluation(database, evaluationId);
  const baseline = await baselineOf(database, evaluation, name);
  const comparison = await compareEvaluations(database, {
    baseId: baseline.evaluationId,
    otherId: evaluationId,
    allowDifferentPins: false,
    signal,
  });
  const { difference } = comparison;
  const verdict = judge(difference, margin);
  const message = `${pointsOf(difference)} against ${baseline.name}: ${WORDS[verdict].replace('{margin}', points(margin))}`;
  return { verdict, margin, message, baseline, comparison };
}

/** The law of non-inferiority: what the bounds leave no doubt of. */
function judge({ low, high }: Bounds, margin: number): Verdict {
  if (low >= -margin) return 'PASS';
  return high < -margin ? 'FAIL' : 'CANNOT_TELL';
}

const WORDS: Record<Verdict, string> = {
  PASS: 'not worse by more than {margin} pts',
  FAIL: 'worse by more than {margin} pts',
  CANNOT_TELL: 'these questions can not tell whether it is worse by more than {margin} pts',
};

/** A difference in percentage points with its bounds: `+2.1 pts [−0.4, 4.6]`. */
function pointsOf({ value, low, high }: Estimate): string {
  return `${value > 0 ? '+' : ''}${points(value)} pts [${points(low)}, ${points(high)}]`;
}

function points(share: number): string {
  return (100 * share)
    .toFixed(1)
    .replace(/^-(?=0\.0$)/, '')
    .replace('-', '−');
}
