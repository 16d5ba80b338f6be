import type { TrainingPlan } from '../../runs/plan.ts';
import type { Throughput } from '../../runs/throughput.ts';
import type { TrainerEvent } from './events.ts';

export type Progress = {
  step?: number;
  plannedSteps?: number;
  lastStepAt?: Date;
  message?: string;
  plan?: TrainingPlan;
  throughput?: Throughput;
};

export function progressOf(events: TrainerEvent[]): Progress {
  const progress: Progress = {};
  for (const event of events) {
    if (event.kind === 'plan') {
      progress.plannedSteps = event.max_steps;
      progress.plan = planOf(event);
    }
    if (event.kind === 'throughput') progress.throughput = throughputOf(event);
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

function planOf(event: Extract<TrainerEvent, { kind: 'plan' }>): TrainingPlan {
  return {
    rows: event.records,
    evaluationRows: event.evaluation_records ?? 0,
    droppedRows: Object.values(event.dropped).reduce((sum, count) => sum + count, 0),
    isPacked: event.packing,
    sequences: event.sequences ?? null,
    lengths: event.lengths ?? [],
    fill: event.fill ?? null,
    stepsPerEpoch: event.steps_per_epoch ?? null,
    totalSteps: event.max_steps,
  };
}

function throughputOf(event: Extract<TrainerEvent, { kind: 'throughput' }>): Throughput {
  return {
    tokens: event.tokens,
    computedTokens: event.computed_tokens,
    seconds: event.seconds,
    firstStepSeconds: event.first_step_seconds ?? null,
    peakMemoryBytes: event.peak_memory_bytes ?? null,
  };
}
