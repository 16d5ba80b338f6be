import type { Run } from '../../prisma/generated/sqlite/client.ts';

type Paced = Pick<
  Run,
  'status' | 'step' | 'plannedSteps' | 'firstStep' | 'firstStepAt' | 'lastStepAt'
>;

/** How long the work of a run took, or has taken so far, in seconds; null before it began. */
export function measureDuration({ startedAt, endedAt }: Pick<Run, 'startedAt' | 'endedAt'>) {
  return startedAt ? ((endedAt ?? new Date()).getTime() - startedAt.getTime()) / 1000 : null;
}

/** How fast a run goes and how long the rest takes, reckoned from its first step on, so that loading
 * and compiling don't count. */
export function paceOf({ status, step, plannedSteps, firstStep, firstStepAt, lastStepAt }: Paced): {
  stepsPerSecond: number | null;
  remainingSeconds: number | null;
} {
  const steps = step - (firstStep ?? step);
  const seconds =
    firstStepAt && lastStepAt ? (lastStepAt.getTime() - firstStepAt.getTime()) / 1000 : 0;
  if (steps <= 0 || seconds <= 0) return { stepsPerSecond: null, remainingSeconds: null };
  const stepsPerSecond = steps / seconds;
  const isAtWork = status === 'RUNNING' && plannedSteps !== null;
  return {
    stepsPerSecond,
    remainingSeconds: isAtWork ? (plannedSteps - step) / stepsPerSecond : null,
  };
}
