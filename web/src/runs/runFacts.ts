import { isFinal } from '../../../server/runs/status.ts';
import type { RunKind, RunMode, RunStatus } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';

export const MODES = { DRY_RUN: 'Dry run', LOCAL: 'Training' };

export const KINDS: Record<RunKind, string> = {
  SFT: 'Training',
  EVALUATION: 'Evaluation',
  EXPORT: 'Export',
};

/** Whether a training has ended for a reason that its log may hold. */
export function hasFailed({ status, mode }: { status: RunStatus; mode: RunMode }): boolean {
  return mode === 'LOCAL' && (status === 'FAILED' || status === 'TIMED_OUT');
}

type Run = { status: RunStatus; isResumable: boolean };

/** What can be done with a run. */
export function actionsOf({ status, isResumable }: Run) {
  return {
    canCancel: status === 'PENDING' || status === 'RUNNING',
    canRetry: isFinal(status),
    canResume: isResumable,
    canDelete: isFinal(status),
  };
}

/** How long a run has worked at a moment in milliseconds, in seconds; undefined before it began. */
export function elapsedSeconds(
  run: { startedAt?: string | null; endedAt?: string | null; durationSeconds?: number | null },
  now: number,
): number | undefined {
  if (!run.startedAt) return undefined;
  if (run.endedAt) return run.durationSeconds ?? undefined;
  return Math.max(0, (now - Date.parse(run.startedAt)) / 1_000);
}

/** How much longer a run takes, in seconds, less what has passed since that was reckoned. */
export function remainingSeconds(
  run: { remainingSeconds?: number | null; lastStepAt?: string | null },
  now: number,
): number | undefined {
  if (run.remainingSeconds == null) return undefined;
  const passed = run.lastStepAt ? Math.max(0, now - Date.parse(run.lastStepAt)) / 1_000 : 0;
  return Math.max(0, run.remainingSeconds - passed);
}

const STEPS = { SFT: 'steps', EVALUATION: 'samples', EXPORT: 'files' };

/** How many of its steps a run has done; undefined while nobody knows how many there are. */
export function stepsText(run: {
  kind: RunKind;
  step: number;
  plannedSteps?: number | null;
}): string | undefined {
  return run.plannedSteps == null
    ? undefined
    : `${numberText(run.step)} / ${numberText(run.plannedSteps)} ${STEPS[run.kind]}`;
}

/** The end of a run's id, which is what tells runs apart. */
export function shortId(id: string): string {
  return id.slice(-6);
}

const decimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A pace in words: `12.3 steps/s`, or `4.2 s/step` when a step takes longer than a second. */
export function paceText(stepsPerSecond: number, kind: RunKind = 'SFT'): string {
  const steps = STEPS[kind];
  return stepsPerSecond >= 1
    ? `${decimal.format(stepsPerSecond)} ${steps}/s`
    : `${decimal.format(1 / stepsPerSecond)} s/${steps.slice(0, -1)}`;
}
