import { ADDRESSES, writeAddress } from '../../server/addresses.ts';
import { describeManifest } from '../../server/manifests/describe.ts';
import { storedManifest } from '../../server/manifests/stored.ts';
import { toYaml } from '../../server/manifests/yaml.ts';
import { builder } from '../builder.ts';

export const Manifest = builder.prismaObject('Manifest', {
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
      description:
        "The export format that it is about: `tunix_sft`, or `trace` where the model's own template or another reasoning is asked for.",
      select: { content: true },
      resolve: ({ content }) => storedManifest(content).dataset.format,
    }),
    message: t.string({
      description: 'What to do with it.',
      select: { datasetKey: true },
      resolve: describeManifest,
    }),
    url: t.string({
      description: 'Where to download it as YAML; with `.json` in place of `.yaml`, as JSON.',
      resolve: ({ id }) => writeAddress(ADDRESSES.manifestYaml, { id }),
    }),
    bundleUrl: t.string({
      description:
        'Where to download it with its dataset and the launcher, as a tar archive: all that trains it elsewhere.',
      resolve: ({ id }) => writeAddress(ADDRESSES.manifestBundle, { id }),
    }),
  }),
});

builder.queryField('manifest', (t) =>
  t.prismaField({
    type: 'Manifest',
    nullable: true,
    description: 'The manifest of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the manifest.' }) },
    resolve: (query, _root, { id }, { database }) =>
      database.prisma.manifest.findUnique({ ...query, where: { id } }),
  }),
);
