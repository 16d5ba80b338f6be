import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { TrainerEvent } from './ingest/events.ts';
import { type Progress, progressOf } from './ingest/progress.ts';

/** What a run's events change in it, the first step after compiling, which begins its pace, among it. */
export type PacedProgress = Progress & Partial<Pick<Run, 'firstStepAt' | 'firstStep'>>;

export type Pace = ReturnType<typeof createPace>;

/** Watches how a run gets on: when its first step was done, and whether it stands still. */
export function createPace(
  run: Pick<Run, 'firstStepAt' | 'message'>,
  { stallSeconds }: { stallSeconds: number },
) {
  let hasFirst = run.firstStepAt !== null;
  let moved = performance.now();
  let isStill = run.message.startsWith(STALL_REPORT);
  let message = isStill ? 'At work' : run.message;
  return {
    /** What events change in the run; the first ones after a standstill take its report back. */
    after(events: TrainerEvent[]): PacedProgress {
      if (events.length === 0) return {};
      const progress: PacedProgress = progressOf(events);
      message = progress.message ?? message;
      if (isStill) progress.message = message;
      moved = performance.now();
      isStill = false;
      const first = events.find((event) => event.kind === 'progress' && event.step > 0);
      if (hasFirst || first?.kind !== 'progress') return progress;
      hasFirst = true;
      return { ...progress, firstStepAt: first.at, firstStep: first.step };
    },
    /** A sentence for the run's message when it has just begun to stand still; null otherwise. */
    stall(): string | null {
      if (isStill || performance.now() - moved < stallSeconds * 1000) return null;
      isStill = true;
      const time = stallSeconds === 1 ? '1 second' : `${stallSeconds} seconds`;
      return `${STALL_REPORT} for ${time}: the trainer runs, but reports nothing. Look at its log, or cancel it.`;
    },
  };
}

const STALL_REPORT = 'No progress';
