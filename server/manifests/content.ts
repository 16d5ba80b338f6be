import { loraModules } from './architectures.ts';
import { defaultLearningRate } from './learningRate.ts';
import type { Training } from './training.ts';

/** The model that the launcher makes itself: two layers of Gemma with random weights. */
export const TINY_MODEL = 'tunix-rt/tiny';

/**
 * A manifest: what `train.py` reads. The sections up to `output`, and the order of keys in them, are
 * the format that other programs rely on; what follows is what a run needs beside it.
 */
export function manifestContent({
  modelId,
  outputDir,
  dataset,
  training,
}: {
  modelId: string;
  outputDir: string;
  dataset: { key: string; digest: string; traceCount: number; sha256: string };
  training: Training;
}) {
  return {
    version: '1.0',
    runner: 'tunix',
    mode: 'sft',
    model: { model_id: modelId },
    dataset: { format: 'tunix_sft', path: `./datasets/${dataset.key}.jsonl` },
    training: {
      learning_rate: training.learningRate ?? defaultLearningRate(training.lora != null),
      num_epochs: training.numEpochs,
      batch_size: training.batchSize,
      max_seq_length: training.maxSeqLength,
    },
    output: { output_dir: outputDir },
    data: { sha256: dataset.sha256, digest: dataset.digest, count: dataset.traceCount },
    evaluation: {
      fraction: training.evaluationFraction,
      every_steps: training.evaluationEverySteps,
    },
    optimizer: {
      weight_decay: training.weightDecay,
      warmup_steps: training.warmupSteps,
      schedule: training.schedule,
      gradient_accumulation_steps: training.gradientAccumulationSteps,
    },
    seed: training.seed,
    lora: training.lora
      ? {
          rank: training.lora.rank,
          alpha: training.lora.alpha,
          module_path: training.lora.modulePath ?? loraModules(modelId),
        }
      : null,
    mesh: { shape: training.meshShape, axis_names: ['fsdp', 'tp'] },
    checkpoints: { every_steps: training.checkpointEverySteps, keep: training.checkpointsKept },
    source: {
      kind: training.modelSource ?? (modelId === TINY_MODEL ? 'builtin' : 'huggingface'),
      path: training.modelPath ?? null,
      tokenizer: training.tokenizer ?? null,
      dtype: training.dtype ?? null,
    },
    max_steps: training.maxSteps ?? null,
  };
}

export type ManifestContent = ReturnType<typeof manifestContent>;
