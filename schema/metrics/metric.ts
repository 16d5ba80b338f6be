import { followMetrics, type MetricBatch } from '../../server/metrics/follow.ts';
import {
  type MetricSeries,
  metricNames,
  metricSeries,
  pointCount,
} from '../../server/metrics/series.ts';
import type { MetricPoint } from '../../server/runs/feed.ts';
import { intRange } from '../../server/traces/filter.ts';
import { builder } from '../builder.ts';
import { afterArgument, idArgument } from '../runs/arguments.ts';
import { IntRange } from '../traces/filter.ts';

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
    count: t.exposeInt('count', { description: 'How many points there are in all, one a step.' }),
    replacedCount: t.exposeInt('replacedCount', {
      description:
        'How many points a later one at the same step has replaced, as a trainer that began anew from a checkpoint tells them.',
    }),
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

builder.prismaObjectFields('Run', (t) => ({
  metricNames: t.stringList({
    description: 'Names of the metrics that the run has measured, ascending.',
    complexity: 5,
    select: { id: true },
    resolve: ({ id }, _args, { database }) => metricNames(database, id),
  }),
  metrics: t.field({
    type: [MetricSeriesObject],
    description: 'What the run measured, by name.',
    args: {
      names: t.arg.stringList({ description: 'Names of the metrics; all without it.' }),
      steps: t
        .arg({ type: IntRange, description: 'The steps that are meant; all without it.' })
        .validate(intRange.nullish()),
      maxPoints: t.arg
        .int({
          required: true,
          defaultValue: 1_000,
          description:
            'About how many points of each to answer at most; 10 to 20,000. Peaks and gaps are kept.',
        })
        .validate(pointCount),
    },
    complexity: 50,
    select: { id: true, metricSeq: true },
    resolve: ({ id, metricSeq }, { names, steps, maxPoints }, { database }) =>
      metricSeries(database, {
        runId: id,
        names: names ?? null,
        steps: steps ?? null,
        maxPoints,
        upTo: metricSeq,
      }),
  }),
}));

builder.subscriptionFields((t) => ({
  runMetrics: t.field({
    type: RunMetricBatch,
    description:
      'What a run measures: the points that are stored after a place, then new ones as they come. Ends with the run.',
    args: { id: t.arg.id(idArgument), after: t.arg.int(afterArgument) },
    subscribe: (_root, { id, after }, { runs }) => followMetrics(runs, { runId: id, after }),
    resolve: (batch: MetricBatch) => batch,
  }),
}));
