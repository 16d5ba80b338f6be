import { z } from 'zod';
import type { StoredKind, StoredRun } from '../../server/storage/measure.ts';
import { largestRuns, type Stored } from '../../server/storage/storage.ts';
import { builder } from '../builder.ts';

const StoredKindName = builder.enumType('StoredKindName', {
  description: 'What there is in the data folder.',
  values: {
    RUNS: { description: 'Folders of runs.' },
    MODELS: { description: 'Versions of registered models.' },
    EXPORTS: { description: 'Files that `exportDataset` wrote.' },
    IMPORTS: { description: 'Files of imports under way.' },
    COMPILED: { description: 'What JAX compiled.' },
    DELETED: { description: 'What is being deleted, or could not be removed.' },
    DATABASE: { description: 'The database, which may be on another disk.' },
  },
});

const StoredKindObject = builder.objectRef<StoredKind>('StoredKind').implement({
  description: 'What all of a kind takes of the disk.',
  fields: (t) => ({
    kind: t.expose('kind', { type: StoredKindName, description: 'Of what.' }),
    count: t.exposeInt('count', { description: 'How many there are.' }),
    bytes: t.field({
      type: 'BigInt',
      description:
        'What their files hold. A file of several names is counted once: for models before runs.',
      resolve: ({ bytes }) => BigInt(bytes),
    }),
  }),
});

const StoredRunObject = builder.objectRef<StoredRun>('StoredRun').implement({
  description: 'What the folder of a run takes of the disk.',
  fields: (t) => ({
    runId: t.exposeID('runId', { description: 'Id of the run: the name of its folder.' }),
    run: t.prismaField({
      type: 'Run',
      nullable: true,
      description: 'The run; null for a folder that the database knows nothing of.',
      resolve: (query, { runId }, _args, { database }) =>
        database.prisma.run.findUnique({ ...query, where: { id: runId } }),
    }),
    sizeBytes: t.field({
      type: 'BigInt',
      description: 'All that its files hold.',
      resolve: ({ sizeBytes }) => BigInt(sizeBytes),
    }),
    freedBytes: t.field({
      type: 'BigInt',
      description: 'What of that comes free when the run alone is deleted.',
      resolve: ({ freedBytes }) => BigInt(freedBytes),
    }),
  }),
});

const StoredRunOrder = builder.enumType('StoredRunOrder', {
  description: 'By what the largest runs come first.',
  values: {
    SIZE: { value: 'sizeBytes', description: 'All that they hold.' },
    FREED: { value: 'freedBytes', description: 'What comes free with them.' },
  } as const,
});

const MOST_RUNS = 500;

const StorageObject = builder.objectRef<Stored>('Storage').implement({
  description: 'What the data folder takes of the disk.',
  fields: (t) => ({
    measuredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When that was measured, in UTC; null before it was first.',
      resolve: ({ measurement }) => measurement?.measuredAt ?? null,
    }),
    isMeasuring: t.boolean({
      description: 'Whether it is being measured now.',
      resolve: ({ progress }) => progress !== null,
    }),
    measuredRuns: t.int({
      description: 'How many runs are measured, while it is.',
      resolve: ({ progress }) => progress?.done ?? 0,
    }),
    freeBytes: t.field({
      type: 'BigInt',
      description: 'What is free on the disk of the data folder.',
      resolve: ({ disk }) => BigInt(disk.freeBytes),
    }),
    totalBytes: t.field({
      type: 'BigInt',
      description: 'How large that disk is.',
      resolve: ({ disk }) => BigInt(disk.totalBytes),
    }),
    kinds: t.field({
      type: [StoredKindObject],
      description: 'By kind; those of which there is nothing are left out.',
      complexity: { field: 1, multiplier: 7 },
      resolve: ({ measurement }) => measurement?.kinds ?? [],
    }),
    runCount: t.int({
      description: 'How many runs have a folder.',
      resolve: ({ measurement }) => measurement?.runs.length ?? 0,
    }),
    runs: t.field({
      type: [StoredRunObject],
      description: 'The largest runs first.',
      complexity: ({ first }) => ({ field: 1, multiplier: first ?? 1 }),
      args: {
        by: t.arg({
          type: StoredRunOrder,
          required: true,
          defaultValue: 'sizeBytes',
          description: 'What is compared.',
        }),
        first: t.arg
          .int({ required: true, defaultValue: 50, description: `How many; 1 to ${MOST_RUNS}.` })
          .validate(z.int().min(1).max(MOST_RUNS)),
        after: t.arg
          .int({ required: true, defaultValue: 0, description: 'How many are left out before.' })
          .validate(z.int().min(0)),
      },
      resolve: ({ measurement }, args) => (measurement ? largestRuns(measurement, args) : []),
    }),
  }),
});

builder.queryFields((t) => ({
  storage: t.field({
    type: StorageObject,
    description:
      'What the data folder takes of the disk. It is measured when it is asked for, and kept for five minutes; what takes longer than a second is answered as far as it is known, and goes on.',
    complexity: { field: 20 },
    resolve: (_root, _args, { storage }) => storage.read(),
  }),
}));

builder.mutationFields((t) => ({
  measureStorage: t.field({
    type: StorageObject,
    description: 'Measures the data folder anew.',
    resolve: (_root, _args, { storage }) => storage.read(true),
  }),
}));
