import { builder } from './builder.ts';

const LoraInput = builder.inputType('LoraInput', {
  description: 'Trains low-rank adapters instead of all weights.',
  fields: (t) => ({
    rank: t.int({ defaultValue: 8, description: 'Rank of the adapters; 1 to 1,024.' }),
    alpha: t.float({ defaultValue: 16, description: 'Their scale; above 0.' }),
    modulePath: t.string({
      description:
        "Regular expression over Tunix's module names; all projections of the model's family without it.",
    }),
  }),
});

const LearningRateSchedule = builder.enumType('LearningRateSchedule', {
  description: 'How the learning rate goes on after the warm-up.',
  values: {
    CONSTANT: { value: 'constant', description: 'It stays.' },
    LINEAR: { value: 'linear', description: 'It falls to zero in a line.' },
    COSINE: { value: 'cosine', description: 'It falls to zero in half a cosine.' },
  } as const,
});

const ModelSource = builder.enumType('ModelSource', {
  description: 'Where the model comes from.',
  values: {
    BUILTIN: { value: 'builtin', description: 'Made by the launcher: `tunix-rt/tiny`.' },
    HUGGINGFACE: { value: 'huggingface', description: 'Hugging Face, by `modelId`.' },
    KAGGLE: { value: 'kaggle', description: 'Kaggle, by `modelPath`.' },
    GCS: { value: 'gcs', description: 'Google Cloud Storage, by `modelPath`.' },
    LOCAL: {
      value: 'local',
      description: 'A folder with safetensors and a tokenizer, by `modelPath`.',
    },
  } as const,
});

const Dtype = builder.enumType('Dtype', {
  description: 'The type of weights.',
  values: {
    FLOAT32: { value: 'float32', description: '32 bits; the default on CPU.' },
    BFLOAT16: { value: 'bfloat16', description: '16 bits; the default on TPU and GPU.' },
  } as const,
});

export const TrainingInput = builder.inputType('TrainingInput', {
  description: 'The values of a training run. What is not given has its default.',
  fields: (t) => ({
    learningRate: t.float({
      description: 'Peak learning rate; above 0, at most 1. 2e-5 without it, with LoRA 2e-4.',
    }),
    numEpochs: t.int({
      defaultValue: 3,
      description: 'How often training goes through the dataset; 1 to 100.',
    }),
    batchSize: t.int({ defaultValue: 8, description: 'Rows in a batch; 1 to 512.' }),
    maxSeqLength: t.int({
      defaultValue: 2048,
      description: 'The most tokens of a row; 128 to 32,768. Longer rows are dropped.',
    }),
    weightDecay: t.float({ defaultValue: 0.01, description: 'Weight decay of AdamW; 0 to 1.' }),
    warmupSteps: t.int({
      defaultValue: 0,
      description: 'Steps over which the learning rate rises to its peak; fewer than the run has.',
    }),
    schedule: t.field({
      type: LearningRateSchedule,
      defaultValue: 'constant' as const,
      description: 'How the learning rate goes on.',
    }),
    gradientAccumulationSteps: t.int({
      defaultValue: 1,
      description: 'Batches to an optimizer step; 1 to 1,024.',
    }),
    seed: t.int({
      defaultValue: 0,
      description: 'Seed of the order of rows and of random weights; 0 or more.',
    }),
    maxSteps: t.int({
      description: 'The most optimizer steps; as many as the epochs make without it.',
    }),
    evaluationFraction: t.float({
      defaultValue: 0,
      description: 'Share of the rows that is held out for evaluation; 0 to 0.5.',
    }),
    evaluationEverySteps: t.int({
      defaultValue: 50,
      description: 'Steps from one evaluation to the next.',
    }),
    checkpointEverySteps: t.int({
      defaultValue: 100,
      description: 'Steps from one checkpoint to the next.',
    }),
    checkpointsKept: t.int({
      defaultValue: 3,
      description: 'How many checkpoints are kept; 1 to 100.',
    }),
    lora: t.field({
      type: LoraInput,
      description: 'Low-rank adapters; the whole model is trained without it.',
    }),
    meshShape: t.intList({
      description: 'Devices along `fsdp` and `tp`, such as `[4, 1]`; `[1, 1]` without it.',
    }),
    modelSource: t.field({
      type: ModelSource,
      description:
        'Where the model comes from; Hugging Face, or built in for `tunix-rt/tiny`, without it.',
    }),
    modelPath: t.string({
      description: 'Folder or address of the model, where its source needs one.',
    }),
    tokenizer: t.string({
      description: 'Another tokenizer than the one of the model: a folder, a file or an id.',
    }),
    dtype: t.field({
      type: Dtype,
      description: 'The type of weights; chosen by the device without it.',
    }),
  }),
});
