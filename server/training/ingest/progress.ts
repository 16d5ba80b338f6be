import type { TrainerEvent } from './events.ts';

export type Progress = {
  step?: number;
  plannedSteps?: number;
  lastStepAt?: Date;
  message?: string;
};

export function progressOf(events: TrainerEvent[]): Progress {
  const progress: Progress = {};
  for (const event of events) {
    if (event.kind === 'plan') progress.plannedSteps = event.max_steps;
    if (event.kind === 'phase') progress.message = `At work: ${event.name}`;
    if (event.kind === 'resumed') progress.step = event.step;
    if (event.kind === 'progress') {
      progress.step = event.step;
      progress.lastStepAt = event.at;
      progress.message = `At step ${event.step}${event.max_steps == null ? '' : ` of ${event.max_steps}`}`;
    }
  }
  return progress;
}
