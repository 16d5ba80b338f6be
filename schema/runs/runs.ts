import { hasCheckpoint, resumeRun } from '../../server/checkpoints/resume.ts';
import {
  InvalidStateError,
  NotFoundError,
  TunixUnavailableError,
  ValidationError,
} from '../../server/errors.ts';
import { toYaml } from '../../server/manifests/yaml.ts';
import { cancelRun } from '../../server/runs/cancel.ts';
import { runCondition } from '../../server/runs/filter.ts';
import { paceOf } from '../../server/runs/pace.ts';
import { retryRun } from '../../server/runs/retry.ts';
import { startRun, startRunInput } from '../../server/runs/start.ts';
import { isFinal } from '../../server/runs/status.ts';
import { watchRuns } from '../../server/runs/watch.ts';
import { builder } from '../builder.ts';
import { TrainingInput } from '../manifests.ts';

const RunMode = builder.enumType('RunMode', {
  description: 'What a run does.',
  values: {
    DRY_RUN: { description: 'Predicts what training would do, drop or refuse, without training.' },
    LOCAL: { description: 'Trains with google/tunix on this machine.' },
  },
});

const RunStatus = builder.enumType('RunStatus', {
  description: 'Where a run stands. The last four are final: a run never leaves them.',
  values: {
    PENDING: { description: 'Waiting for its turn.' },
    RUNNING: { description: 'At work.' },
    CANCELLING: { description: 'Asked to stop, not yet stopped.' },
    COMPLETED: { description: 'Ended well.' },
    FAILED: { description: 'Ended badly; the message says why.' },
    TIMED_OUT: { description: 'Stopped because its time was up.' },
    CANCELLED: { description: 'Stopped on request.' },
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

builder.prismaObject('Run', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'UUIDv7: a later run has a greater id.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When the run was enqueued, in UTC.',
    }),
    mode: t.expose('mode', { type: RunMode, description: 'What the run does.' }),
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
      resolve: ({ startedAt, endedAt }) =>
        startedAt ? ((endedAt ?? new Date()).getTime() - startedAt.getTime()) / 1000 : null,
    }),
    exitCode: t.exposeInt('exitCode', { nullable: true }),
    message: t.exposeString('message'),
    timeoutSeconds: t.exposeInt('timeoutSeconds', { nullable: true }),
    retryOfId: t.exposeID('retryOfId', { nullable: true }),
    resumedFromId: t.exposeID('resumedFromId', { nullable: true }),
    isResumable: t.boolean({
      description: 'Whether it has ended before it was complete, with a checkpoint to go on from.',
      select: { id: true, mode: true, status: true },
      resolve: async (run, _args, { application }) =>
        isFinal(run.status) &&
        run.status !== 'COMPLETED' &&
        (await hasCheckpoint(application.settings.TUNIX_RT_HOME, run)),
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

builder.prismaObjectFields('Manifest', (t) => ({
  runs: t.relatedConnection('runs', {
    cursor: 'id',
    description: 'Runs that were started from the manifest, the newest first.',
    query: { orderBy: { id: 'desc' } },
    complexity: ({ first, last }) => ({ field: 1, multiplier: first ?? last ?? 20 }),
  }),
}));

builder.prismaObjectFields('Dataset', (t) => ({
  runs: t.relatedConnection('runs', {
    cursor: 'id',
    description: 'Runs that used the dataset, the newest first.',
    query: { orderBy: { id: 'desc' } },
    complexity: ({ first, last }) => ({ field: 1, multiplier: first ?? last ?? 20 }),
  }),
}));

const RunFilter = builder.inputType('RunFilter', {
  description: 'Which runs are meant: all parts that are given must hold.',
  fields: (t) => ({
    status: t.field({ type: [RunStatus], description: 'The run stands at one of these.' }),
    datasetKey: t.string({ description: 'Key of its dataset.' }),
    datasetKeyContains: t.string({
      description: "Part of its dataset's key, letters in either case.",
    }),
    mode: t.field({ type: RunMode, description: 'What it does.' }),
    modelId: t.string({ description: 'The model that it starts from.' }),
    modelIdContains: t.string({ description: "Part of its model's id, letters in either case." }),
  }),
});

builder.queryFields((t) => ({
  run: t.prismaField({
    type: 'Run',
    nullable: true,
    description: 'The run of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the run.' }) },
    resolve: (query, _root, { id }, { application }) =>
      application.database.prisma.run.findUnique({ ...query, where: { id } }),
  }),
  runs: t.prismaConnection(
    {
      type: 'Run',
      cursor: 'id',
      description: 'The runs that a filter passes, the newest first; at most 100 a page.',
      args: {
        filter: t.arg({ type: RunFilter, description: 'Which runs are meant; all without it.' }),
      },
      complexity: ({ first, last }) => ({ field: 1, multiplier: first ?? last ?? 20 }),
      totalCount: async (_root, { filter }, { application: { database } }) =>
        database.prisma.run.count({ where: await runCondition(database, filter ?? {}) }),
      resolve: async (query, _root, { filter }, { application: { database } }) =>
        database.prisma.run.findMany({
          ...query,
          where: await runCondition(database, filter ?? {}),
          orderBy: { id: 'desc' },
        }),
    },
    { name: 'QueryRunsConnection', description: 'A page of runs.' },
    { name: 'QueryRunsConnectionEdge', description: 'A run and its place in the list.' },
  ),
}));

const StartRunInput = builder.inputType('StartRunInput', {
  description:
    'What to run: `manifestId`, or `datasetKey` and `modelId` with what else a manifest has.',
  fields: (t) => ({
    manifestId: t.id({ description: 'Id of a manifest that was generated.' }),
    datasetKey: t.string({ description: 'Key of the dataset.' }),
    modelId: t.string({ description: 'The model to start from; 1 to 256 characters.' }),
    outputDir: t.string({
      description:
        "Where training writes its results, relative to the run's folder; `./output` without it.",
    }),
    training: t.field({ type: TrainingInput, description: 'The values of the training run.' }),
    mode: t.field({ type: RunMode, defaultValue: 'DRY_RUN', description: 'What to do.' }),
    timeoutSeconds: t.int({
      description: 'How long training may take; as long as it needs without it.',
    }),
  }),
});

export const afterArgument = {
  required: true as const,
  defaultValue: 0,
  description: 'The place to go on from: the cursor of the last batch, or 0 for the beginning.',
};

export const idArgument = { required: true as const, description: 'Id of the run.' };

builder.mutationFields((t) => ({
  startRun: t.prismaField({
    type: 'Run',
    description: 'Puts a run into the queue and answers at once. Watch it with `runUpdated`.',
    errors: { types: [ValidationError, NotFoundError, TunixUnavailableError] },
    args: {
      input: t
        .arg({ type: StartRunInput, required: true, description: 'What to run.' })
        .validate(startRunInput),
    },
    resolve: (_query, _root, { input }, { application }) => startRun(application, input),
  }),
  cancelRun: t.prismaField({
    type: 'Run',
    description: 'Stops a run: one that waits at once, one at work as soon as it can.',
    errors: { types: [NotFoundError, InvalidStateError] },
    args: { id: t.arg.id(idArgument) },
    resolve: (_query, _root, { id }, { application }) => cancelRun(application, id),
  }),
  retryRun: t.prismaField({
    type: 'Run',
    description: 'Starts anew what a run that has ended did, with the same configuration.',
    errors: { types: [NotFoundError, InvalidStateError, TunixUnavailableError] },
    args: { id: t.arg.id(idArgument) },
    resolve: (_query, _root, { id }, { application }) => retryRun(application, id),
  }),
  resumeRun: t.prismaField({
    type: 'Run',
    description:
      'Goes on from the last checkpoint of a training that was cancelled or failed, as a new run.',
    errors: { types: [NotFoundError, InvalidStateError, TunixUnavailableError] },
    args: { id: t.arg.id(idArgument) },
    resolve: (_query, _root, { id }, { application }) => resumeRun(application, id),
  }),
}));

builder.subscriptionField('runUpdated', (t) =>
  t.prismaField({
    type: 'Run',
    description:
      'Runs as they change. With an id: that run as it is now, then each change, until it has ended. Without: every run that has not ended, or has within the last minute, then each change of any.',
    args: { id: t.arg.id({ description: 'Id of the run.' }) },
    subscribe: (_root, { id }, { application }) => watchRuns(application, id ?? null),
    resolve: (query, runId, _args, { application }) =>
      application.database.prisma.run.findUniqueOrThrow({
        ...query,
        where: { id: runId as string },
      }),
  }),
);
