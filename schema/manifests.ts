import { NotFoundError, ValidationError } from '../server/errors.ts';
import type { ManifestContent } from '../server/manifests/content.ts';
import { createManifest, manifestInput, plannedManifest } from '../server/manifests/create.ts';
import { toYaml } from '../server/manifests/yaml.ts';
import { builder } from './builder.ts';

builder.prismaObject('Manifest', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    datasetKey: t.exposeString('datasetKey', { description: 'Key of the dataset.' }),
    datasetDigest: t.exposeString('datasetDigest'),
    dataset: t.relation('dataset', {
      nullable: true,
      description: 'The dataset; null when it was deleted.',
    }),
    modelId: t.exposeString('modelId'),
    outputDir: t.exposeString('outputDir'),
    json: t.expose('content', { type: 'JSON' }),
    yaml: t.string({
      description: 'The same as YAML, which PyYAML reads into the same values.',
      select: { content: true },
      resolve: ({ content }) => toYaml(content),
    }),
    format: t.string({
      description: 'The export format that it is about: `tunix_sft`.',
      resolve: () => 'tunix_sft',
    }),
    message: t.string({
      description: 'What to do with it.',
      select: { datasetKey: true },
      resolve: ({ datasetKey }) =>
        `Manifest generated for dataset ${datasetKey}. Save as YAML and execute with Tunix CLI.`,
    }),
    url: t.string({
      description: 'Where to download it as YAML; with `.json` in place of `.yaml`, as JSON.',
      resolve: ({ id }) => `/manifests/${id}.yaml`,
    }),
    bundleUrl: t.string({
      description:
        'Where to download it with its dataset and the launcher, as a tar archive: all that trains it elsewhere.',
      resolve: ({ id }) => `/manifests/${id}/bundle.tar`,
    }),
  }),
});

builder.prismaObjectFields('Dataset', (t) => ({
  manifests: t.relatedConnection('manifests', {
    cursor: 'id',
    description: 'Manifests that were generated for the dataset, the newest first.',
    query: { orderBy: { id: 'desc' } },
    complexity: ({ first, last }) => ({ field: 1, multiplier: first ?? last ?? 20 }),
  }),
}));

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

const CreateManifestInput = builder.inputType('CreateManifestInput', {
  description: 'What to train, on what, and how.',
  fields: (t) => ({
    datasetKey: t.string({ required: true, description: 'Key of the dataset.' }),
    modelId: t.string({
      required: true,
      description:
        'The model to start from, such as `google/gemma-3-270m-it` or `tunix-rt/tiny`; 1 to 256 characters.',
    }),
    outputDir: t.string({
      required: true,
      description:
        "Where training writes its results, relative to the run's folder; 1 to 512 characters.",
    }),
    training: t.field({ type: TrainingInput, description: 'The values of the training run.' }),
  }),
});

builder.queryField('manifest', (t) =>
  t.prismaField({
    type: 'Manifest',
    nullable: true,
    description: 'The manifest of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the manifest.' }) },
    resolve: (query, _root, { id }, { application }) =>
      application.database.prisma.manifest.findUnique({ ...query, where: { id } }),
  }),
);

const Preview = builder.objectRef<ManifestContent>('ManifestPreview').implement({
  description: 'What a manifest would be, without keeping it.',
  fields: (t) => ({
    json: t.field({ type: 'JSON', description: 'Its content.', resolve: (content) => content }),
    yaml: t.string({ description: 'The same as YAML.', resolve: (content) => toYaml(content) }),
  }),
});

builder.queryFields((t) => ({
  manifests: t.prismaConnection(
    {
      type: 'Manifest',
      cursor: 'id',
      description: 'All manifests, the newest first; at most 100 a page.',
      complexity: ({ first, last }) => ({ field: 1, multiplier: first ?? last ?? 20 }),
      totalCount: (_root, _args, { application }) => application.database.prisma.manifest.count(),
      resolve: (query, _root, _args, { application }) =>
        application.database.prisma.manifest.findMany({ ...query, orderBy: { id: 'desc' } }),
    },
    { name: 'QueryManifestsConnection', description: 'A page of manifests.' },
    { name: 'QueryManifestsConnectionEdge', description: 'A manifest and its place in the list.' },
  ),
  previewManifest: t.field({
    type: Preview,
    description: 'Generates a manifest as `createManifest` would, and keeps nothing.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: CreateManifestInput, required: true, description: 'What to train.' })
        .validate(manifestInput),
    },
    resolve: async (_root, { input }, { application }) =>
      (await plannedManifest(application.database, input)).content,
  }),
}));

builder.mutationField('createManifest', (t) =>
  t.prismaField({
    type: 'Manifest',
    description: 'Generates the manifest of a training run, and keeps it.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: CreateManifestInput, required: true, description: 'What to train.' })
        .validate(manifestInput),
    },
    resolve: (_query, _root, { input }, { application }) =>
      createManifest(application.database, input),
  }),
);
