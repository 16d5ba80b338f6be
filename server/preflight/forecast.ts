import type { ManifestContent } from '../manifests/content.ts';
import type { RunContext } from '../runs/context.ts';
import type { TrainingPlan } from '../runs/plan.ts';
import { findLocalModel } from './model.ts';
import type { StepPlan } from './plan.ts';
import { predict } from './predict.ts';
import { type RowLengths, sidesOf } from './rowLengths.ts';

/** What a manifest would make of its rows, before anything is started. */
export type Forecast = {
  plan: TrainingPlan;
  /** The plan with packing, where much would be padding without it and the model takes packed rows. */
  packed: TrainingPlan | null;
  /** Whether tokens were counted rather than estimated, and by what. */
  isExact: boolean;
  basis: string;
  /** Why training would refuse to write the rows in the model's template; null where it would not. */
  templateProblem: string | null;
  /** About what training holds in memory at its most; null where the model is not known here. */
  memoryBytes: number | null;
};

/** Looks at the lengths of the rows alone, as a form is written: what else a dry run checks, it leaves to that. */
export async function forecast(
  {
    settings,
    tunix,
    rowLengths,
  }: Pick<RunContext, 'settings' | 'tunix'> & { rowLengths: RowLengths },
  { datasetId, manifest }: { datasetId: string; manifest: ManifestContent },
): Promise<Forecast> {
  const model = findLocalModel({ home: settings.TUNIX_RT_HOME, runId: 'forecast' }, manifest);
  const { lengths, evaluationLengths, ...tokens } = await rowLengths.of(
    datasetId,
    {
      modelId: manifest.model.model_id,
      folder: model.tokenizer,
      prompt: manifest.prompt,
    },
    sidesOf(manifest),
  );
  const fits = (length: number) => length <= manifest.training.max_seq_length;
  const [rows, evaluationRows] = [lengths.filter(fits), evaluationLengths.filter(fits)];
  const usable = rows.length + evaluationRows.length;
  const { plan, packed, memory } = predict({
    rows,
    evaluationRows,
    isExact: tokens.isExact,
    manifest,
    model,
    tunix: await tunix.status({ acceptsStale: true }),
  });
  const tell = (each: StepPlan, isPacked: boolean): TrainingPlan => ({
    rows: each.trainingRows,
    evaluationRows: each.evaluationRows,
    droppedRows: lengths.length + evaluationLengths.length - usable,
    isPacked,
    sequences: each.sequences,
    lengths: each.lengths,
    fill: each.fill,
    stepsPerEpoch: each.batchesPerEpoch / manifest.optimizer.gradient_accumulation_steps,
    totalSteps: each.totalSteps,
  });
  return {
    plan: tell(plan, manifest.data.packing),
    packed: packed && tell(packed, true),
    isExact: tokens.isExact,
    basis: tokens.basis,
    templateProblem: tokens.rendering.problem,
    memoryBytes: memory?.total ?? null,
  };
}
