/** What a manifest can be for. */
export type Mode = 'sft' | 'evaluate' | 'export' | 'sample';

export const GROUPS = [
  'Basics',
  'Optimizer',
  'Evaluation and checkpoints',
  'LoRA',
  'Model and devices',
] as const;

/** The groups of an evaluation's values. */
export const EVALUATION_GROUPS = ['Sampling', 'Verifier'] as const;

export type Group = (typeof GROUPS | typeof EVALUATION_GROUPS)[number];

/** A value of a manifest: where it stands, what it takes, and how people are told of it. */
export type ManifestField = {
  /** Where the API's input has it, such as `lora.rank`. */
  name: string;
  /** Where a manifest has it, such as `optimizer.weight_decay`. A section's keys are in this table's order. */
  at: string;
  /** The modes whose manifests have it. */
  modes: readonly Mode[];
  group: Group;
  label: string;
  /** What the API says of it; `{range}`, `{default}` and the like stand for the field's own. */
  description: string;
  /** What the documentation adds to that. */
  more?: string;
  /** What the form says of it. */
  hint: string;
  /** How the model's id decides, where nothing is given. */
  byModel?: 'source' | 'loraModules' | 'template';
  /** What a manifest means that was made before there was the field, where that is not the default. */
  formerly?: string;
} & Kind;

/** With `null` for a default, a value may be absent. */
export type Kind =
  | {
      kind: 'integer' | 'number';
      min?: number;
      above?: number;
      max: number;
      default: number | null;
      defaultWithLora?: number;
    }
  | {
      kind: 'choice';
      type: { name: string; description: string };
      choices: readonly { value: string; label: string; description: string }[];
      default: string | null;
      /** What the form shows in place of a value. */
      unset?: string;
    }
  | { kind: 'boolean'; default: boolean }
  | { kind: 'text'; max: number; isPattern?: true; default: null; unset: string }
  | {
      kind: 'integers';
      min: number;
      max: number;
      default: readonly number[];
      parts: readonly { name: string; label: string; hint: string }[];
    };

/** All values of a training. The API, the form, the manifest, the launcher and the documentation follow from it. */
export const FIELDS = [
  {
    name: 'learningRate',
    at: 'training.learning_rate',
    modes: ['sft'],
    group: 'Basics',
    kind: 'number',
    above: 0,
    max: 1,
    default: 2e-5,
    // Adapters begin at nothing, and take ten times as much.
    defaultWithLora: 2e-4,
    label: 'Learning rate',
    description: 'Peak learning rate; {range}. {default} without it, with LoRA {defaultWithLora}.',
    hint: 'At its peak; with LoRA ten times the default',
  },
  {
    name: 'numEpochs',
    at: 'training.num_epochs',
    modes: ['sft'],
    group: 'Basics',
    kind: 'integer',
    min: 1,
    max: 100,
    default: 3,
    label: 'Epochs',
    description: 'How often training goes through the dataset; {range}.',
    hint: 'Passes through the dataset',
  },
  {
    name: 'batchSize',
    at: 'training.batch_size',
    modes: ['sft'],
    group: 'Basics',
    kind: 'integer',
    min: 1,
    max: 512,
    default: 8,
    label: 'Batch size',
    description: 'Rows in a batch; {range}.',
    more: 'With `data.packing`, sequences.',
    hint: 'Rows; Tunix drops the last partial batch',
  },
  {
    name: 'maxSeqLength',
    at: 'training.max_seq_length',
    modes: ['sft'],
    group: 'Basics',
    kind: 'integer',
    min: 128,
    max: 32_768,
    default: 2_048,
    label: 'Longest row, tokens',
    description: 'The most tokens of a row; {range}. Longer rows are dropped.',
    more: 'They are not cut.',
    hint: 'Tokens; longer rows are dropped',
  },
  {
    name: 'packing',
    at: 'data.packing',
    modes: ['sft'],
    group: 'Basics',
    kind: 'boolean',
    default: false,
    label: 'Packing',
    description:
      'Lays several rows into one sequence, each seen by itself alone, so that little is padding. `batchSize` then counts sequences.',
    more: 'The rows are laid anew each epoch, [by a stated rule](#packing). The loss is that of the rows without it.',
    hint: 'Several rows in a sequence, each by itself; a batch then counts sequences',
  },
  {
    name: 'template',
    at: 'prompt.template',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'Basics',
    kind: 'choice',
    type: { name: 'PromptTemplate', description: 'How the turns of a row are marked.' },
    choices: [
      {
        value: 'gemma',
        label: "Gemma's turns",
        description: 'Between `<start_of_turn>` and `<end_of_turn>`, whatever the model.',
      },
      {
        value: 'model',
        label: "The model's own",
        description: "By the chat template of the model's tokenizer.",
      },
    ],
    default: null,
    byModel: 'template',
    formerly: 'gemma',
    unset: 'By the model id',
    label: 'Template',
    description:
      "How turns are marked: by the chat template of the model's tokenizer, or as Gemma does; without it the latter for `tunix-rt/tiny` and models whose name begins with `gemma`, else the former.",
    more: 'In a manifest without it, as Gemma does. [Templates](training.md#templates).',
    hint: "Gemma's turns for Gemma, the model's own chat template for others, unless said",
  },
  {
    name: 'reasoning',
    at: 'prompt.reasoning',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'Basics',
    kind: 'choice',
    type: { name: 'ReasoningStyle', description: 'How the steps of a row are written.' },
    choices: [
      {
        value: 'plain',
        label: 'Numbered steps',
        description: 'As numbered lines after `Reasoning:`, then `Answer:`.',
      },
      {
        value: 'think',
        label: 'Between <think> tags',
        description: 'As paragraphs between `<think>` and `</think>`, before the answer.',
      },
    ],
    default: 'plain',
    label: 'Reasoning',
    description: 'How the model learns to write its reasoning.',
    more: "A template that knows `reasoning_content` writes `think` in the model's own way.",
    hint: 'How the model learns to write its steps',
  },
  {
    name: 'weightDecay',
    at: 'optimizer.weight_decay',
    modes: ['sft'],
    group: 'Optimizer',
    kind: 'number',
    min: 0,
    max: 1,
    default: 0.01,
    label: 'Weight decay',
    description: 'Weight decay of AdamW; {range}.',
    hint: 'Of AdamW',
  },
  {
    name: 'warmupSteps',
    at: 'optimizer.warmup_steps',
    modes: ['sft'],
    group: 'Optimizer',
    kind: 'integer',
    min: 0,
    max: 1_000_000,
    default: 0,
    label: 'Warm-up steps',
    description: 'Steps over which the learning rate rises to its peak; fewer than the run has.',
    hint: 'The learning rate rises from zero over them',
  },
  {
    name: 'schedule',
    at: 'optimizer.schedule',
    modes: ['sft'],
    group: 'Optimizer',
    kind: 'choice',
    type: {
      name: 'LearningRateSchedule',
      description: 'How the learning rate goes on after the warm-up.',
    },
    choices: [
      { value: 'constant', label: 'Constant', description: 'It stays.' },
      { value: 'linear', label: 'Linear to zero', description: 'It falls to zero in a line.' },
      {
        value: 'cosine',
        label: 'Cosine to zero',
        description: 'It falls to zero in half a cosine.',
      },
    ],
    default: 'constant',
    label: 'Schedule',
    description: 'How the learning rate goes on.',
    more: 'After the warm-up it stays, or falls to zero in a line or half a cosine.',
    hint: 'How the learning rate goes on after the warm-up',
  },
  {
    name: 'gradientAccumulationSteps',
    at: 'optimizer.gradient_accumulation_steps',
    modes: ['sft'],
    group: 'Optimizer',
    kind: 'integer',
    min: 1,
    max: 1_024,
    default: 1,
    label: 'Gradient accumulation',
    description: 'Batches to an optimizer step; {range}.',
    hint: 'Batches to an optimizer step',
  },
  {
    name: 'maxGradNorm',
    at: 'optimizer.max_grad_norm',
    modes: ['sft'],
    group: 'Optimizer',
    kind: 'number',
    above: 0,
    max: 1_000,
    default: null,
    label: 'Max. gradient norm',
    description:
      'The most that the norm of a gradient may be; {range}. Larger ones are scaled down to it.',
    more: 'The norm is that of all trained weights together, and of the mean over the batches of a step. `train/grad_norm` tells the one before.',
    hint: 'Larger gradients are scaled down to it; empty: no limit',
  },
  {
    name: 'maxSteps',
    at: 'max_steps',
    modes: ['sft'],
    group: 'Optimizer',
    kind: 'integer',
    min: 1,
    max: 10_000_000,
    default: null,
    label: 'Max. steps',
    description: 'The most optimizer steps; as many as the epochs make without it.',
    hint: 'Empty: as many as the epochs make',
  },
  {
    name: 'seed',
    at: 'seed',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'Optimizer',
    kind: 'integer',
    min: 0,
    max: 2_147_483_647,
    default: 0,
    label: 'Seed',
    description: 'Seed of the order of rows and of random weights; {min} or more.',
    more: 'And of the rows that are held out.',
    hint: 'Of the order of rows and of random weights',
  },
  {
    name: 'evaluationFraction',
    at: 'evaluation.fraction',
    modes: ['sft'],
    group: 'Evaluation and checkpoints',
    kind: 'number',
    min: 0,
    max: 0.5,
    default: 0,
    label: 'Held out, share of rows',
    description: 'Share of the rows that is held out for evaluation; {range}.',
    more: '[Rounded to whole rows](#how-steps-are-counted), one at least.',
    hint: 'Of the rows, held out; 0 evaluates nothing',
  },
  {
    name: 'evaluationEverySteps',
    at: 'evaluation.every_steps',
    modes: ['sft'],
    group: 'Evaluation and checkpoints',
    kind: 'integer',
    min: 1,
    max: 1_000_000,
    default: 50,
    label: 'Evaluate every',
    description: 'Steps from one evaluation to the next.',
    hint: 'Steps',
  },
  {
    name: 'samplesEverySteps',
    at: 'evaluation.samples_every_steps',
    modes: ['sft'],
    group: 'Evaluation and checkpoints',
    kind: 'integer',
    min: 1,
    max: 1_000_000,
    default: null,
    label: 'Ask every',
    description:
      'Steps from one time to the next that the model is asked held-out questions; never without it.',
    more: '[While it trains](evaluation.md#while-a-model-trains).',
    hint: 'Steps, after which the model answers held-out questions; empty: never',
  },
  {
    name: 'samplesQuestions',
    at: 'evaluation.samples_questions',
    modes: ['sft'],
    group: 'Evaluation and checkpoints',
    kind: 'integer',
    min: 1,
    max: 1_000,
    default: 32,
    label: 'Questions asked',
    description: 'How many of the held-out questions are asked then; {range}.',
    more: 'The first rows that have an expected answer, always the same.',
    hint: 'Held-out rows with an expected answer, always the same',
  },
  {
    name: 'samplesMaxNewTokens',
    at: 'evaluation.samples_max_new_tokens',
    modes: ['sft'],
    group: 'Evaluation and checkpoints',
    kind: 'integer',
    min: 1,
    max: 32_768,
    default: 256,
    label: 'Longest answer, tokens',
    description: 'The most tokens of an answer then; {range}.',
    hint: 'Of an answer while it trains',
  },
  {
    name: 'checkpointEverySteps',
    at: 'checkpoints.every_steps',
    modes: ['sft'],
    group: 'Evaluation and checkpoints',
    kind: 'integer',
    min: 1,
    max: 1_000_000,
    default: 100,
    label: 'Checkpoint every',
    description: 'Steps from one checkpoint to the next.',
    hint: 'Steps',
  },
  {
    name: 'checkpointsKept',
    at: 'checkpoints.keep',
    modes: ['sft'],
    group: 'Evaluation and checkpoints',
    kind: 'integer',
    min: 1,
    max: 100,
    default: 3,
    label: 'Checkpoints kept',
    description: 'How many checkpoints are kept; {range}.',
    more: 'Older ones are deleted.',
    hint: 'The newest ones',
  },
  {
    name: 'keepBest',
    at: 'checkpoints.keep_best',
    modes: ['sft'],
    group: 'Evaluation and checkpoints',
    kind: 'choice',
    type: {
      name: 'BestMetric',
      description: 'By what the best checkpoint is told.',
    },
    choices: [
      { value: 'none', label: 'Only the newest', description: 'By nothing: the newest are kept.' },
      {
        value: 'eval/loss',
        label: 'By eval loss',
        description: 'The least loss of the held-out rows.',
      },
      {
        value: 'eval/accuracy',
        label: 'By accuracy',
        description: 'The most held-out questions right, where they are asked.',
      },
    ],
    default: 'eval/loss',
    formerly: 'none',
    label: 'Best one kept',
    description: 'By what the best checkpoint is told, which is kept beside the newest ones.',
    more: 'Only one that was measured at its own step can be the best.',
    hint: 'Beside the newest ones, the best by what was held out',
  },
  {
    name: 'lora.rank',
    at: 'lora.rank',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'LoRA',
    kind: 'integer',
    min: 1,
    max: 1_024,
    default: 8,
    label: 'Rank',
    description: 'Rank of the adapters; {range}.',
    hint: 'Of the adapters',
  },
  {
    name: 'lora.alpha',
    at: 'lora.alpha',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'LoRA',
    kind: 'number',
    above: 0,
    max: 4_096,
    default: 16,
    label: 'Alpha',
    description: 'Their scale; above {above}.',
    hint: 'Their scale',
  },
  {
    name: 'lora.modulePath',
    at: 'lora.module_path',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'LoRA',
    kind: 'text',
    max: 512,
    isPattern: true,
    default: null,
    byModel: 'loraModules',
    unset: "all projections of the model's family",
    label: 'Modules',
    description:
      "Regular expression over Tunix's module names; all projections of the model's family without it.",
    more: 'Python and JavaScript both read it. [The families](training.md#lora).',
    hint: "A regular expression over Tunix's module names",
  },
  {
    name: 'modelSource',
    at: 'source.kind',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'Model and devices',
    kind: 'choice',
    type: { name: 'ModelSource', description: 'Where the model comes from.' },
    choices: [
      {
        value: 'huggingface',
        label: 'Hugging Face',
        description: 'Hugging Face, by `modelId`.',
      },
      { value: 'kaggle', label: 'Kaggle', description: 'Kaggle, by `modelPath`.' },
      {
        value: 'gcs',
        label: 'Google Cloud Storage',
        description: 'Google Cloud Storage, by `modelPath`.',
      },
      {
        value: 'local',
        label: 'A folder',
        description: 'A folder with safetensors and a tokenizer, by `modelPath`.',
      },
      {
        value: 'builtin',
        label: 'Built in (tunix-rt/tiny)',
        description: 'Made by the launcher: `tunix-rt/tiny`.',
      },
    ],
    default: null,
    byModel: 'source',
    unset: 'By the model id',
    label: 'Model source',
    description:
      'Where the model comes from; Hugging Face, or built in for `tunix-rt/tiny`, without it.',
    hint: 'Hugging Face, or built in for tunix-rt/tiny, unless said',
  },
  {
    name: 'modelPath',
    at: 'source.path',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'Model and devices',
    kind: 'text',
    max: 512,
    default: null,
    unset: 'none',
    label: 'Model path',
    description: 'Folder or address of the model, where its source needs one.',
    more: '`kaggle` and `local` do.',
    hint: 'Folder or address, where the source needs one',
  },
  {
    name: 'tokenizer',
    at: 'source.tokenizer',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'Model and devices',
    kind: 'text',
    max: 512,
    default: null,
    unset: 'that of the model',
    label: 'Tokenizer',
    description: 'Another tokenizer than the one of the model: a folder, a file or an id.',
    hint: 'A folder, a file or an id',
  },
  {
    name: 'dtype',
    at: 'source.dtype',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'Model and devices',
    kind: 'choice',
    type: { name: 'Dtype', description: 'The type of weights.' },
    choices: [
      { value: 'float32', label: 'float32', description: '32 bits; the default on CPU.' },
      {
        value: 'bfloat16',
        label: 'bfloat16',
        description: '16 bits; the default on TPU and GPU.',
      },
    ],
    default: null,
    unset: 'By the device',
    label: 'Type of weights',
    description: 'The type of weights; chosen by the device without it.',
    more: '`float32` on a CPU, else `bfloat16`.',
    hint: 'bfloat16 on TPU and GPU, float32 on CPU, unless said',
  },
  {
    name: 'remat',
    at: 'source.remat',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'Model and devices',
    kind: 'choice',
    type: {
      name: 'Rematerialization',
      description: 'What is computed again for gradients, rather than held in memory.',
    },
    choices: [
      { value: 'none', label: 'Nothing', description: 'All activations are held.' },
      {
        value: 'block',
        label: 'Attention and feed-forward',
        description: 'What is within an attention or feed-forward block is computed again.',
      },
      {
        value: 'decoder',
        label: 'Whole layers',
        description: 'All that is within a layer is computed again: the least memory.',
      },
    ],
    default: 'none',
    label: 'Computed again',
    description: 'What is computed again for gradients, which takes time and saves memory.',
    hint: 'For gradients: takes time, saves memory',
  },
  {
    name: 'meshShape',
    at: 'mesh.shape',
    modes: ['sft', 'evaluate', 'export', 'sample'],
    group: 'Model and devices',
    kind: 'integers',
    min: 1,
    max: 65_536,
    default: [1, 1],
    parts: [
      {
        name: 'meshFsdp',
        label: 'Mesh: fsdp',
        hint: 'Devices that share the data and the weights',
      },
      { name: 'meshTp', label: 'Mesh: tp', hint: 'Devices that share each tensor' },
    ],
    label: 'Mesh',
    description: 'Devices along `fsdp` and `tp`, such as `[4, 1]`; `{default}` without it.',
    hint: 'Devices',
  },
] as const satisfies readonly ManifestField[];

export type AnyField = (typeof FIELDS)[number];

/** The most characters of a run's other texts, and the most seconds that it may take: a year. */
export const MOST = { modelId: 256, outputDir: 512, runName: 160, timeoutSeconds: 31_536_000 };

/** The model that the launcher makes itself: two layers of Gemma with random weights. */
export const TINY_MODEL = 'tunix-rt/tiny';

/** With these the built-in model learns something on a laptop in under a minute: it starts from random
 * weights, which small learning rates would leave as they are. */
export const TINY_TRAINING = {
  learningRate: 5e-3,
  schedule: 'cosine',
  warmupSteps: 2,
  maxSeqLength: 256,
  evaluationFraction: 0.05,
} as const;
