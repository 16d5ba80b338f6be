import { z } from 'zod';
import type { Prisma } from '../prisma/generated/sqlite/client.ts';
import {
  InvalidStateError,
  NotFoundError,
  TunixUnavailableError,
  ValidationError,
} from '../server/errors.ts';
import { type MetricSeries, metricSeries } from '../server/metrics/series.ts';
import { parse } from '../server/parse.ts';
import { type Artifact, listArtifacts } from '../server/runs/artifacts.ts';
import { cancelRun } from '../server/runs/cancel.ts';
import type { Preflight } from '../server/runs/dryRun.ts';
import type { LogLine, MetricPoint } from '../server/runs/feed.ts';
import { followMetrics, type MetricBatch } from '../server/runs/followMetrics.ts';
import { followLog, type LogBatch } from '../server/runs/log/follow.ts';
import { logPage } from '../server/runs/log/page.ts';
import { paceOf } from '../server/runs/paceOf.ts';
import type { Check } from '../server/runs/preflight/checks.ts';
import type { DroppedRow } from '../server/runs/preflight/rows.ts';
import { resumeRun, retryRun } from '../server/runs/retry.ts';
import { startRun, startRunInput } from '../server/runs/start.ts';
import { watchRuns } from '../server/runs/watch.ts';
import { builder } from './builder.ts';
import { TrainingInput } from './manifests.ts';

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

const CheckStatus = builder.enumType('CheckStatus', {
  description: 'What a check found.',
  values: {
    PASS: { description: 'All is well.' },
    WARN: { description: 'Training would work, but not do all that was meant.' },
    FAIL: { description: 'Training would fail, or be for nothing.' },
    INFO: { description: 'Good to know.' },
  },
});

const CheckObject = builder.objectRef<Check>('Check').implement({
  description: 'One thing that a dry run looked at.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it looked at, such as `length`.' }),
    status: t.expose('status', { type: CheckStatus, description: 'What it found.' }),
    message: t.exposeString('message', {
      description: 'The finding with its numbers, and what to do.',
    }),
  }),
});

const DroppedRowObject = builder.objectRef<DroppedRow>('DroppedRow').implement({
  description: 'A row that training would drop.',
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'Number of the row in the export, from 1.' }),
    traceId: t.exposeID('traceId', { description: 'Id of the trace.' }),
    reason: t.exposeString('reason', {
      description: 'Why, for programs: `too_long` or `forged_turn`.',
    }),
    detail: t.exposeString('detail', { description: 'Why, with the numbers.' }),
  }),
});

const PreflightObject = builder.objectRef<Preflight>('Preflight').implement({
  description: 'What a dry run found.',
  fields: (t) => ({
    passed: t.exposeBoolean('passed', { description: 'Whether no check failed.' }),
    checks: t.expose('checks', {
      type: [CheckObject],
      description: 'All checks, in the order in which they were made.',
    }),
    rowCount: t.exposeInt('rowCount', { description: 'Rows of the dataset.' }),
    droppedCount: t.exposeInt('droppedCount', { description: 'Rows that training would drop.' }),
    droppedRows: t.expose('droppedRows', {
      type: [DroppedRowObject],
      description: 'The first hundred of them; all are to be had from `/runs/{id}/dropped.jsonl`.',
    }),
    stepsPerEpoch: t.exposeInt('stepsPerEpoch', { description: 'Optimizer steps in an epoch.' }),
    totalSteps: t.exposeInt('totalSteps', { description: 'Optimizer steps in all.' }),
  }),
});

const LogStreamEnum = builder.enumType('LogStream', {
  description: 'What a line was printed on.',
  values: {
    STDOUT: { description: 'Standard output: what the launcher says.' },
    STDERR: { description: 'Standard error: what Tunix and JAX log.' },
  },
});

const LogLineObject = builder.objectRef<LogLine>('LogLine').implement({
  description: 'A line that a run printed.',
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'Its number in the run, from 1, over both streams.' }),
    stream: t.expose('stream', { type: LogStreamEnum, description: 'What it was printed on.' }),
    text: t.exposeString('text', {
      description:
        'The line. One that ends in a carriage return is overwritten by the next, as on a terminal.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was read.' }),
  }),
});

const RunLogBatch = builder.objectRef<LogBatch>('RunLogBatch').implement({
  description: 'Log lines that follow one another.',
  fields: (t) => ({
    lines: t.expose('lines', { type: [LogLineObject], description: 'The lines.' }),
    cursor: t.exposeInt('cursor', { description: 'The place after them, to go on from.' }),
  }),
});

const MetricPointObject = builder.objectRef<MetricPoint>('MetricPoint').implement({
  description: 'A value that a run measured.',
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'Its number in the run, from 1.' }),
    name: t.exposeString('name', { description: "Tunix's name, such as `train/loss`." }),
    step: t.exposeInt('step', { description: 'The optimizer step that it belongs to.' }),
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'The value; null when it is not a finite number.',
    }),
    text: t.exposeString('text', {
      nullable: true,
      description: '`NaN`, `Infinity` or `-Infinity` when it is not.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was measured.' }),
  }),
});

const RunMetricBatch = builder.objectRef<MetricBatch>('RunMetricBatch').implement({
  description: 'Metric points that follow one another.',
  fields: (t) => ({
    points: t.expose('points', { type: [MetricPointObject], description: 'The points.' }),
    cursor: t.exposeInt('cursor', { description: 'The place after them, to go on from.' }),
  }),
});

const MetricSeriesObject = builder.objectRef<MetricSeries>('MetricSeries').implement({
  description: 'One metric over the steps of a run, in columns of equal length.',
  fields: (t) => ({
    name: t.exposeString('name', { description: "Tunix's name, such as `train/loss`." }),
    count: t.exposeInt('count', { description: 'How many points there are in all.' }),
    steps: t.intList({
      description: 'The steps, ascending.',
      resolve: ({ points }) => points.map(({ step }) => step),
    }),
    values: t.field({
      type: ['Float'],
      nullable: { list: false, items: true },
      description: 'The values; null where one is not a finite number.',
      resolve: ({ points }) => points.map(({ value }) => value),
    }),
    texts: t.field({
      type: ['String'],
      nullable: { list: false, items: true },
      description:
        '`NaN`, `Infinity` or `-Infinity` where a value is not a finite number; null elsewhere.',
      resolve: ({ points }) => points.map(({ text }) => text),
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
      resolve: ({ runId, path }) =>
        `/runs/${runId}/files/${path.split('/').map(encodeURIComponent).join('/')}`,
    }),
  }),
});

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
  }),
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
    log: t.field({
      type: RunLogBatch,
      description: 'Stored log lines after a place, in order.',
      args: {
        after: t.arg.int({
          required: true,
          defaultValue: 0,
          description: 'The place: number of the line before the first.',
        }),
        first: t.arg.int({
          required: true,
          defaultValue: 200,
          description: 'The most lines; 1 to 1,000.',
        }),
      },
      complexity: 50,
      select: { id: true },
      resolve: async ({ id }, { after, first }, { application }) => {
        const limit = parse(z.int().min(1).max(1_000), first, ['first']);
        const lines = await logPage(application.database, { runId: id, after, limit });
        return { lines, cursor: lines.at(-1)?.seq ?? after };
      },
    }),
    metrics: t.field({
      type: [MetricSeriesObject],
      description: 'What the run measured, by name.',
      args: {
        names: t.arg.stringList({ description: 'Names of the metrics; all without it.' }),
        maxPoints: t.arg.int({
          required: true,
          defaultValue: 1_000,
          description:
            'About how many points of each to answer at most; 10 to 20,000. Peaks and gaps are kept.',
        }),
      },
      complexity: 50,
      select: { id: true },
      resolve: ({ id }, { names, maxPoints }, { application }) =>
        metricSeries(application.database, {
          runId: id,
          names: names ?? null,
          maxPoints: parse(z.int().min(10).max(20_000), maxPoints, ['maxPoints']),
        }),
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
      resolve: async ({ id }, _args, { application }) => {
        const artifacts = await listArtifacts(application.settings.TUNIX_RT_HOME, id);
        return artifacts.map((artifact) => ({ ...artifact, runId: id }));
      },
    }),
    stdout: t.exposeString('stdout'),
    stderr: t.exposeString('stderr'),
    preflight: t.field({
      type: PreflightObject,
      nullable: true,
      description: 'What a dry run found; null before it ends, and for training.',
      select: { preflight: true },
      // The column holds what `dryRun` found, and nothing else writes it.
      resolve: ({ preflight }) => preflight as Preflight | null,
    }),
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
    mode: t.field({ type: RunMode, description: 'What it does.' }),
    modelId: t.string({ description: 'The model that it starts from.' }),
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
      totalCount: (_root, { filter }, { application }) =>
        application.database.prisma.run.count({ where: conditionOf(filter) }),
      resolve: (query, _root, { filter }, { application }) =>
        application.database.prisma.run.findMany({
          ...query,
          where: conditionOf(filter),
          orderBy: { id: 'desc' },
        }),
    },
    { name: 'QueryRunsConnection', description: 'A page of runs.' },
    { name: 'QueryRunsConnectionEdge', description: 'A run and its place in the list.' },
  ),
}));

function conditionOf(
  filter: typeof RunFilter.$inferInput | null | undefined,
): Prisma.RunWhereInput {
  const { status, datasetKey, mode, modelId } = filter ?? {};
  return {
    ...(status ? { status: { in: status } } : {}),
    ...(datasetKey != null ? { datasetKey } : {}),
    ...(mode ? { mode } : {}),
    ...(modelId != null ? { modelId } : {}),
  };
}

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

const idArgument = { required: true as const, description: 'Id of the run.' };

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
      'Runs as they change. With an id: that run as it is now, then each change, until it has ended. Without: every run that has not ended, then each change of any.',
    args: { id: t.arg.id({ description: 'Id of the run.' }) },
    subscribe: (_root, { id }, { application }) => watchRuns(application, id ?? null),
    resolve: (query, runId, _args, { application }) =>
      application.database.prisma.run.findUniqueOrThrow({
        ...query,
        where: { id: runId as string },
      }),
  }),
);

const afterArgument = {
  required: true as const,
  defaultValue: 0,
  description: 'The place to go on from: the cursor of the last batch, or 0 for the beginning.',
};

builder.subscriptionFields((t) => ({
  runLog: t.field({
    type: RunLogBatch,
    description:
      'What a run prints: the lines that are stored after a place, then new ones as they come. Ends with the run.',
    args: { id: t.arg.id(idArgument), after: t.arg.int(afterArgument) },
    subscribe: (_root, { id, after }, { application }) =>
      followLog(application, { runId: id, after }),
    resolve: (batch: LogBatch) => batch,
  }),
  runMetrics: t.field({
    type: RunMetricBatch,
    description:
      'What a run measures: the points that are stored after a place, then new ones as they come. Ends with the run.',
    args: { id: t.arg.id(idArgument), after: t.arg.int(afterArgument) },
    subscribe: (_root, { id, after }, { application }) =>
      followMetrics(application, { runId: id, after }),
    resolve: (batch: MetricBatch) => batch,
  }),
}));
