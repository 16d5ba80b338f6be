import { NotFoundError, ValidationError } from '../../server/errors.ts';
import type { ManifestContent } from '../../server/manifests/content.ts';
import { createManifest, manifestInput, plannedManifest } from '../../server/manifests/create.ts';
import { MOST } from '../../server/manifests/fields.ts';
import { toYaml } from '../../server/manifests/yaml.ts';
import { builder } from '../builder.ts';
import { Manifest } from './manifest.ts';
import { TrainingInput } from './training.ts';

const CreateManifestInput = builder.inputType('CreateManifestInput', {
  description: 'What to train, on what, and how.',
  fields: (t) => ({
    datasetKey: t.string({ required: true, description: 'Key of the dataset.' }),
    modelId: t.string({
      required: true,
      description: `The model to start from, such as \`google/gemma-3-270m-it\` or \`tunix-rt/tiny\`; 1 to ${MOST.modelId} characters.`,
    }),
    outputDir: t.string({
      required: true,
      description: `Where training writes its results, relative to the run's folder; 1 to ${MOST.outputDir} characters.`,
    }),
    training: t.field({ type: TrainingInput, description: 'The values of the training run.' }),
  }),
});

const Preview = builder.objectRef<ManifestContent>('ManifestPreview').implement({
  description: 'What a manifest would be, without keeping it.',
  fields: (t) => ({
    json: t.field({ type: 'JSON', description: 'Its content.', resolve: (content) => content }),
    yaml: t.string({ description: 'The same as YAML.', resolve: (content) => toYaml(content) }),
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
    resolve: async (_root, { input }, { database }) =>
      (await plannedManifest(database, input)).content,
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
    resolve: (_root, { input }, { database }) => createManifest(database, input),
  }),
);
