import { z } from 'zod';
import { NotFoundError, ValidationError } from '../../server/errors.ts';
import { manifestInput, type plannedManifest } from '../../server/manifests/create.ts';
import { MOST } from '../../server/manifests/fields.ts';
import { toYaml } from '../../server/manifests/yaml.ts';
import { createTraining, plannedTraining } from '../../server/models/train.ts';
import { type Forecast as ForecastShape, forecast } from '../../server/preflight/forecast.ts';
import { type PreviewedRow, previewRow } from '../../server/preflight/previewRow.ts';
import { builder } from '../builder.ts';
import { RenderedTrace } from '../datasets/rows.ts';
import { TrainingPlanObject } from '../runs/plan.ts';
import { Manifest } from './manifest.ts';
import { fromModel, TrainingInput } from './training.ts';

const CreateManifestInput = builder.inputType('CreateManifestInput', {
  description: 'What to train, on what, and how.',
  fields: (t) => ({
    datasetKey: t.string({ required: true, description: 'Key of the dataset.' }),
    split: t.string({
      description:
        'The side of the dataset to train on; where it has sides, `train` without it, which must be one of them.',
    }),
    evaluationSplit: t.string({
      description:
        'The side to evaluate on, instead of rows held out by `evaluationFraction`; none without it.',
    }),
    modelId: t.string({
      description: `The model to start from, such as \`google/gemma-3-270m-it\` or \`tunix-rt/tiny\`; 1 to ${MOST.modelId} characters.`,
    }),
    fromModel: t.string(fromModel),
    outputDir: t.string({
      required: true,
      description: `Where training writes its results, relative to the run's folder; 1 to ${MOST.outputDir} characters.`,
    }),
    training: t.field({ type: TrainingInput, description: 'The values of the training run.' }),
  }),
});

const Forecast = builder.objectRef<ForecastShape>('Forecast').implement({
  description: 'What a manifest would make of its rows, by their lengths alone.',
  fields: (t) => ({
    plan: t.expose('plan', { type: TrainingPlanObject, description: 'Its rows and steps.' }),
    packed: t.expose('packed', {
      type: TrainingPlanObject,
      nullable: true,
      description:
        'The same with packing, where more than 30 % would be padding and the model takes packed rows.',
    }),
    isExact: t.exposeBoolean('isExact', {
      description: 'Whether tokens were counted rather than estimated: then the steps come true.',
    }),
    basis: t.exposeString('basis', { description: 'How tokens were counted.' }),
    templateProblem: t.exposeString('templateProblem', {
      nullable: true,
      description:
        "Why training would refuse to write the rows in the model's chat template; null where it would not, or where that is not on this machine.",
    }),
    memoryBytes: t.exposeFloat('memoryBytes', {
      nullable: true,
      description: 'About what training holds in memory at its most, where the model is known.',
    }),
  }),
});

const TrainingRow = builder.objectRef<PreviewedRow>('TrainingRow').implement({
  description: 'A row of a dataset as training with a manifest would write it.',
  fields: (t) => ({
    traceId: t.exposeID('traceId', { description: 'Its trace.' }),
    basis: t.exposeString('basis', {
      description: "In whose turns: Gemma's, or those of a chat template.",
    }),
    text: t.expose('text', {
      type: RenderedTrace,
      nullable: true,
      description: 'Null where training would drop it, or its text is not known here.',
    }),
    absence: t.exposeString('absence', {
      nullable: true,
      description: 'Why there is no text.',
    }),
    isMerged: t.boolean({
      description: 'Whether turns that the template does not take are merged into others.',
      resolve: ({ text }) => text?.isMerged ?? false,
    }),
    learnedTokens: t.int({
      nullable: true,
      description: 'How many tokens training learns, where a chat template wrote it.',
      resolve: ({ text }) => text?.tokens?.learned ?? null,
    }),
    givenTokens: t.int({
      nullable: true,
      description: 'How many tokens stand before them.',
      resolve: ({ text }) => text?.tokens?.given ?? null,
    }),
  }),
});

const Preview = builder
  .objectRef<Awaited<ReturnType<typeof plannedManifest>>>('ManifestPreview')
  .implement({
    description: 'What a manifest would be, without keeping it.',
    fields: (t) => ({
      json: t.field({
        type: 'JSON',
        description: 'Its content.',
        resolve: ({ content }) => content,
      }),
      yaml: t.string({
        description: 'The same as YAML.',
        resolve: ({ content }) => toYaml(content),
      }),
      forecast: t.field({
        type: Forecast,
        description: 'What it would make of the rows of its dataset.',
        complexity: 100,
        resolve: ({ dataset, content }, _arguments, context) =>
          forecast(context, { datasetId: dataset.id, manifest: content }),
      }),
      row: t.field({
        type: TrainingRow,
        nullable: true,
        description: 'A row of its dataset as training would write it; null where there is none.',
        args: {
          position: t.arg
            .int({
              required: true,
              defaultValue: 0,
              description: 'Its position in the dataset, counted from 0.',
            })
            .validate(z.int().min(0)),
        },
        complexity: 20,
        resolve: ({ dataset, content }, { position }, context) =>
          previewRow(context, { datasetId: dataset.id, manifest: content, position }),
      }),
    }),
  });

builder.queryFields((t) => ({
  previewManifest: t.field({
    type: Preview,
    description: 'Generates a manifest as `createManifest` would, and keeps nothing.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: CreateManifestInput, required: true, description: 'What to train.' })
        .validate(manifestInput),
    },
    resolve: (_root, { input }, { runs }) => plannedTraining(runs, input),
  }),
}));

builder.mutationField('createManifest', (t) =>
  t.field({
    type: Manifest,
    description: 'Generates the manifest of a training run, and keeps it.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: CreateManifestInput, required: true, description: 'What to train.' })
        .validate(manifestInput),
    },
    resolve: (_root, { input }, { runs }) => createTraining(runs, input),
  }),
);
