import { ADDRESSES, writeAddress } from '../../server/addresses.ts';
import { isKept } from '../../server/checkpoints/archive.ts';
import { type Artifact, listArtifacts } from '../../server/checkpoints/artifacts.ts';
import { keptSteps } from '../../server/checkpoints/copy.ts';
import { runFolder } from '../../server/home/layout.ts';
import { type BestCheckpoint, storedBest } from '../../server/runs/bestCheckpoint.ts';
import { builder } from '../builder.ts';

builder.prismaObject('Checkpoint', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    step: t.exposeInt('step'),
    path: t.exposeString('path'),
    sizeBytes: t.expose('sizeBytes', { type: 'BigInt' }),
    isAdapter: t.exposeBoolean('isAdapter'),
    parameterCount: t.expose('parameterCount', { type: 'BigInt', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    isKept: t.boolean({
      description: 'Whether it is still on disk: a run keeps as many as its manifest says.',
      select: { runId: true, path: true },
      resolve: (checkpoint, _args, { settings }) => isKept(settings.TUNIX_RT_HOME, checkpoint),
    }),
    url: t.string({
      description: 'Where to download it as a tar archive.',
      select: { runId: true, path: true },
      resolve: ({ runId, path }) => writeAddress(ADDRESSES.runFolder, { id: runId }, { path }),
    }),
  }),
});

const ArtifactObject = builder.objectRef<Artifact & { runId: string }>('Artifact').implement({
  description: "A file in a run's folder.",
  fields: (t) => ({
    path: t.exposeString('path', { description: "Its path in the run's folder." }),
    sizeBytes: t.field({
      type: 'BigInt',
      description: 'Its size in bytes.',
      resolve: ({ sizeBytes }) => BigInt(sizeBytes),
    }),
    modifiedAt: t.expose('modifiedAt', {
      type: 'DateTime',
      description: 'When it was last written.',
    }),
    url: t.string({
      description: 'Where to download it.',
      resolve: ({ runId, path }) => writeAddress(ADDRESSES.runFile, { id: runId, path }),
    }),
  }),
});

const BestCheckpointObject = builder.objectRef<BestCheckpoint>('BestCheckpoint').implement({
  description: 'The checkpoint that did best on held-out rows.',
  fields: (t) => ({
    step: t.exposeInt('step', { description: 'Its step.' }),
    metric: t.exposeString('metric', { description: 'By what: `eval/loss` or `eval/accuracy`.' }),
    value: t.exposeFloat('value', { description: 'What that was.' }),
  }),
});

builder.prismaObjectFields('Run', (t) => ({
  bestCheckpoint: t.field({
    type: BestCheckpointObject,
    nullable: true,
    description:
      'The best checkpoint by the metric that the manifest names, which is kept beside the newest; null before one was measured.',
    select: { best: true },
    resolve: storedBest,
  }),
  folder: t.string({
    description: 'Where the files of the run lie on the machine of the server.',
    select: { id: true },
    resolve: ({ id }, _args, { settings }) => runFolder(settings.TUNIX_RT_HOME, id).path,
  }),
  checkpointCount: t.relationCount('checkpoints', {
    description: 'How many checkpoints it has made, also those that it no longer keeps.',
  }),
  keptCheckpointCount: t.int({
    description: 'How many checkpoints it still has on disk.',
    select: { id: true },
    resolve: async ({ id }, _args, { settings }) =>
      (await keptSteps(runFolder(settings.TUNIX_RT_HOME, id).checkpoints)).length,
  }),
  checkpoints: t.relation('checkpoints', {
    description: 'What was saved, the last first.',
    query: { orderBy: { step: 'desc' } },
  }),
  artifacts: t.field({
    type: [ArtifactObject],
    description: "The files in the run's folder, by path.",
    complexity: 50,
    select: { id: true },
    resolve: async ({ id }, _args, { settings }) => {
      const artifacts = await listArtifacts(settings.TUNIX_RT_HOME, id);
      return artifacts.map((artifact) => ({ ...artifact, runId: id }));
    },
  }),
}));
