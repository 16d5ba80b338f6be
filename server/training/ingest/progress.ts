import type { EvaluationPlan, Oracle } from '../../evaluations/plan.ts';
import type { Exported } from '../../models/exported.ts';
import type { BestCheckpoint } from '../../runs/bestCheckpoint.ts';
import type { TrainingPlan } from '../../runs/plan.ts';
import type { Throughput } from '../../runs/throughput.ts';
import type { TrainerEvent } from './events.ts';

export type Progress = {
  step?: number;
  plannedSteps?: number;
  lastStepAt?: Date;
  message?: string;
  plan?: TrainingPlan;
  evaluationPlan?: EvaluationPlan;
  oracle?: Oracle;
  exported?: Exported;
  throughput?: Throughput;
  best?: BestCheckpoint;
};

export function progressOf(events: TrainerEvent[]): Progress {
  const progress: Progress = {};
  for (const event of events) {
    if (event.kind === 'plan') {
      progress.plannedSteps = event.max_steps;
      progress.plan = planOf(event);
    }
    if (event.kind === 'plan_evaluation') {
      progress.plannedSteps = event.total;
      progress.evaluationPlan = evaluationPlanOf(event);
    }
    if (event.kind === 'oracle') progress.oracle = oracleOf(event);
    if (event.kind === 'exported') progress.exported = exportedOf(event);
    if (event.kind === 'throughput') progress.throughput = throughputOf(event);
    if (event.kind === 'best') {
      progress.best = { metric: event.metric, step: event.step, value: event.value };
    }
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

function evaluationPlanOf(
  event: Extract<TrainerEvent, { kind: 'plan_evaluation' }>,
): EvaluationPlan {
  return {
    rows: event.rows,
    leftOut: event.left_out,
    steps: event.steps,
    samples: event.samples,
    promptTokens: event.prompt_tokens ?? null,
    warnings: event.warnings,
  };
}

function oracleOf({ rows, correct, failures }: Extract<TrainerEvent, { kind: 'oracle' }>): Oracle {
  return {
    rows,
    correct,
    failures: failures.map(({ id, ...failure }) => ({ ...failure, traceId: id ?? null })),
  };
}

function exportedOf(event: Extract<TrainerEvent, { kind: 'exported' }>): Exported {
  return {
    path: event.path,
    files: event.files.map(({ path, size_bytes, sha256 }) => ({
      path,
      sizeBytes: size_bytes,
      sha256,
    })),
    tensors: event.tensors,
    largestDifference: event.largest_difference,
    checkedWith: event.checked_with,
    pushed: event.pushed ?? null,
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
