import type { Run } from '../../../prisma/generated/sqlite/client.ts';
import type { TrainerEvent } from '../ingest/events.ts';

/** Watches how a run gets on: when its first step was done, and whether it stands still. */
export function createPace(run: Pick<Run, 'firstStepAt' | 'lastStepAt'>, stallSeconds: number) {
  let hasFirst = run.firstStepAt !== null;
  let moved = performance.now();
  let isReported = false;
  return {
    /** What events change in the run: the first step after compiling begins the pace. */
    after(events: TrainerEvent[]): { firstStepAt?: Date; firstStep?: number } {
      const steps = events.filter((event) => event.kind === 'progress' && event.step > 0);
      if (events.length > 0) {
        moved = performance.now();
        isReported = false;
      }
      const [first] = steps;
      if (hasFirst || first?.kind !== 'progress') return {};
      hasFirst = true;
      return { firstStepAt: first.at, firstStep: first.step };
    },
    /** A sentence for the run's message when it has just begun to stand still; null otherwise. */
    stall(): string | null {
      if (isReported || performance.now() - moved < stallSeconds * 1000) return null;
      isReported = true;
      return `No progress for ${stallSeconds} seconds: the trainer runs, but reports nothing. Look at its log, or cancel it.`;
    },
  };
}
