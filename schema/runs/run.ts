import { isResumable } from '../../server/checkpoints/resume.ts';
import type { Database } from '../../server/database/open.ts';
import { toYaml } from '../../server/manifests/yaml.ts';
import { measureDuration, paceOf } from '../../server/runs/pace.ts';
import { builder } from '../builder.ts';

export const RunMode = builder.enumType('RunMode', {
  description: 'What a run does.',
  values: {
    DRY_RUN: { description: 'Predicts what training would do, drop or refuse, without training.' },
    LOCAL: { description: 'Trains with google/tunix on this machine.' },
  },
});

export const RunKind = builder.enumType('RunKind', {
  description: "What a run's manifest is for.",
  values: {
    SFT: { description: 'Supervised training.' },
    EVALUATION: { description: 'Samples of a model and its checkpoints, and how they do.' },
    EXPORT: { description: 'A checkpoint as a folder that other tools load.' },
  },
});

export const RunStatus = builder.enumType('RunStatus', {
  description:
    'Where a run stands. COMPLETED, FAILED, TIMED_OUT and CANCELLED are final: a run leaves them only to be deleted.',
  values: {
    PENDING: { description: 'Waiting for its turn.' },
    RUNNING: { description: 'At work.' },
    CANCELLING: { description: 'Asked to stop, not yet stopped.' },
    COMPLETED: { description: 'Ended well.' },
    FAILED: { description: 'Ended badly; the message says why.' },
    TIMED_OUT: { description: 'Stopped because its time was up.' },
    CANCELLED: { description: 'Stopped on request.' },
    DELETING: { description: 'Ended, and on its way out: its rows and files are removed.' },
  },
});

const PACE = {
  status: true,
  step: true,
  plannedSteps: true,
  firstStep: true,
  firstStepAt: true,
  lastStepAt: true,
} as const;

export const Run = builder.prismaObject('Run', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'UUIDv7: a later run has a greater id.' }),
    name: t.exposeString('name', {
      description: 'What the run is called, as no other is: `sft gsm8k #12` unless it was renamed.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When the run was enqueued, in UTC.',
    }),
    mode: t.expose('mode', { type: RunMode, description: 'What the run does.' }),
    kind: t.expose('kind', { type: RunKind, description: 'What its manifest is for.' }),
    status: t.expose('status', { type: RunStatus, description: 'Where the run stands.' }),
    datasetKey: t.exposeString('datasetKey', { description: 'Key of the dataset.' }),
    datasetDigest: t.exposeString('datasetDigest'),
    dataset: t.relation('dataset', {
      nullable: true,
      description: 'The dataset; null when it was deleted.',
    }),
    manifest: t.relation('manifest', {
      nullable: true,
      description: 'The manifest that it was started from, if it was.',
    }),
    modelId: t.exposeString('modelId', { description: 'The model that training starts from.' }),
    outputDir: t.exposeString('outputDir', { description: 'Where training writes its results.' }),
    configuration: t.expose('configuration', { type: 'JSON' }),
    configurationYaml: t.string({
      description:
        'The configuration as YAML: what `manifest.yaml` in the folder of the run holds.',
      select: { configuration: true },
      resolve: ({ configuration }) => toYaml(configuration),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    durationSeconds: t.float({
      nullable: true,
      description: 'How long the work took, or has taken so far, in seconds.',
      select: { startedAt: true, endedAt: true },
      resolve: measureDuration,
    }),
    exitCode: t.exposeInt('exitCode', { nullable: true }),
    message: t.exposeString('message'),
    timeoutSeconds: t.exposeInt('timeoutSeconds', { nullable: true }),
    retryOfId: t.exposeID('retryOfId', { nullable: true }),
    resumedFromId: t.exposeID('resumedFromId', { nullable: true }),
    retryOf: t.prismaField({
      type: 'Run',
      nullable: true,
      description: 'The run whose configuration this one repeats.',
      select: { retryOfId: true },
      resolve: (query, { retryOfId }, _args, { database }) => origin(database, query, retryOfId),
    }),
    resumedFrom: t.prismaField({
      type: 'Run',
      nullable: true,
      description: 'The run from whose last checkpoint this one goes on.',
      select: { resumedFromId: true },
      resolve: (query, { resumedFromId }, _args, { database }) =>
        origin(database, query, resumedFromId),
    }),
    startRun: t.prismaField({
      type: 'Run',
      nullable: true,
      description: 'The training whose checkpoints it starts from; null when it was deleted.',
      select: { startRunId: true },
      resolve: (query, { startRunId }, _args, { database }) => origin(database, query, startRunId),
    }),
    isResumable: t.boolean({
      description: 'Whether it has ended before it was complete, with a checkpoint to go on from.',
      select: { id: true, home: true, mode: true, kind: true, status: true },
      resolve: (run, _args, { runs }) => isResumable(runs, run),
    }),
    step: t.exposeInt('step'),
    plannedSteps: t.exposeInt('plannedSteps', { nullable: true }),
    lastStepAt: t.expose('lastStepAt', { type: 'DateTime', nullable: true }),
    stepsPerSecond: t.float({
      nullable: true,
      description: 'Optimizer steps a second since the first was done; null before there are two.',
      select: PACE,
      resolve: (run) => paceOf(run).stepsPerSecond,
    }),
    remainingSeconds: t.float({
      nullable: true,
      description:
        'How long the rest takes at that pace, in seconds; null when the run is not at work.',
      select: PACE,
      resolve: (run) => paceOf(run).remainingSeconds,
    }),
    logLineCount: t.exposeInt('logSeq', { description: 'How many log lines are stored.' }),
    metricCount: t.exposeInt('metricSeq', {
      description: 'How many metric points are stored: the cursor to follow `runMetrics` from.',
    }),
    stdout: t.exposeString('stdout'),
    stderr: t.exposeString('stderr'),
  }),
});

function origin({ prisma }: Database, query: object, id: string | null) {
  return id === null ? null : prisma.run.findUnique({ ...query, where: { id } });
}

builder.queryFields((t) => ({
  run: t.prismaField({
    type: 'Run',
    nullable: true,
    description: 'The run of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the run.' }) },
    resolve: (query, _root, { id }, { database }) =>
      database.prisma.run.findUnique({ ...query, where: { id } }),
  }),
}));
