import { exportFilename } from '../datasets/export/files.ts';
import type { TrainingFormat } from '../datasets/formats/traceRecords.ts';
import { stemOf } from '../datasets/getSplit.ts';
import type { TrainingStart } from './checkpointStart.ts';
import { chooseDefault } from './chooseDefault.ts';
import { type AnyField, FIELDS, type ManifestField, type Mode } from './fields.ts';
import { gather, valueAt } from './gather.ts';
import type { Training, ValueOf } from './training.ts';

const MODE: Mode = 'sft';

/** A manifest: what `train.py` reads. The sections up to `output`, and the order of keys in them, are
 * the format that other programs rely on; what follows is what a run needs beside it. */
export function manifestContent({
  modelId,
  outputDir,
  dataset,
  evaluationSplit,
  training,
  start,
}: {
  modelId: string;
  outputDir: string;
  dataset: TrainedRows;
  /** The side to evaluate on, instead of rows that are held out. */
  evaluationSplit?: string | null;
  training: Training;
  /** The registered model that training begins with the weights of. */
  start?: TrainingStart | null;
}) {
  const section = <Name extends string>(name: Name) => sectionOf(name, { modelId, training });
  return {
    version: '1.0',
    runner: 'tunix',
    mode: MODE,
    model: { model_id: modelId },
    dataset: { format: dataset.format, ...fileOf(dataset.key, dataset.split) },
    training: section('training'),
    output: { output_dir: outputDir },
    data: {
      sha256: dataset.sha256,
      digest: dataset.digest,
      count: dataset.traceCount,
      ...section('data'),
    },
    prompt: section('prompt'),
    evaluation: {
      ...section('evaluation'),
      ...(evaluationSplit == null ? {} : fileOf(dataset.key, evaluationSplit)),
    },
    optimizer: section('optimizer'),
    seed: training.seed,
    lora: training.lora ? section('lora') : null,
    mesh: { ...section('mesh'), axis_names: ['fsdp', 'tp'] },
    checkpoints: section('checkpoints'),
    source: section('source'),
    max_steps: training.maxSteps ?? null,
    ...(start ? { start } : {}),
  };
}

type Content = ReturnType<typeof manifestContent>;

export type ManifestContent = Omit<Content, 'evaluation'> & {
  evaluation: Section<'evaluation'> & { path?: string; split?: string };
};

/** What makes a model, as the manifest of its training has it. */
export type ModelParts = Pick<ManifestContent, 'model' | 'seed' | 'lora' | 'mesh' | 'source'>;

/** The rows of a dataset, or of one side of it, that a run trains on. */
type TrainedRows = {
  key: string;
  split?: string | null;
  digest: string;
  traceCount: number;
  /** What they are exported as for this training, and the SHA-256 of that. */
  format: TrainingFormat;
  sha256: string;
};

/** Where the rows of a dataset, or of one side of it, lie in the folder of a run. */
function fileOf(key: string, split?: string | null): { path: string; split?: string } {
  const path = `./datasets/${exportFilename({ stem: stemOf(key, split), format: 'tunix_sft' })}`;
  return split == null ? { path } : { path, split };
}

/** The values of a manifest's section by their keys. */
type Section<Name extends string> = {
  [F in AnyField as F['at'] extends `${Name}.${infer Key}` ? Key : never]: Stored<F>;
};

type Stored<F extends ManifestField> = F extends { byModel: string }
  ? ValueOf<F>
  : F extends { default: null }
    ? ValueOf<F> | null
    : ValueOf<F>;

/** What makes a model of which no training is known. */
export function modelPartsOf(subject: { modelId: string; training: Training }): ModelParts {
  const { modelId, training } = subject;
  return {
    model: { model_id: modelId },
    seed: training.seed,
    lora: null,
    mesh: { ...sectionOf('mesh', subject), axis_names: ['fsdp', 'tp'] },
    source: sectionOf('source', subject),
  };
}

/** How a training's prompts are written. */
export function promptOf(subject: {
  modelId: string;
  training: Training;
}): ManifestContent['prompt'] {
  return sectionOf('prompt', subject);
}

function sectionOf<Name extends string>(
  name: Name,
  { modelId, training }: { modelId: string; training: Training },
): Section<Name> {
  const fields: readonly ManifestField[] = FIELDS;
  const usual = { modelId, hasLora: training.lora != null };
  return gather(
    fields
      .filter(({ at, modes }) => modes.includes(MODE) && at.startsWith(`${name}.`))
      .map((field) => [
        field.at.slice(name.length + 1),
        valueAt(training, field.name) ?? chooseDefault(field, usual),
      ]),
  );
}
