import { z } from 'zod';
import { renderTurns } from '../../server/datasets/formats/turns.ts';
import { contextOf, stepsOf } from '../../server/traces/columns.ts';
import { builder } from '../builder.ts';
import { costOfPage } from '../list.ts';
import { Dataset } from './dataset.ts';

builder.prismaObject('DatasetTrace', {
  description: 'A trace at its place in a dataset.',
  select: { datasetId: true, position: true },
  fields: (t) => ({
    position: t.exposeInt('position'),
    split: t.exposeString('split', { nullable: true }),
    trace: t.relation('trace', { description: 'The trace.' }),
  }),
});

export const RenderedTrace = builder
  .objectRef<{ before: string; trained: string }>('RenderedTrace')
  .implement({
    description: 'The text that training sees of a trace, in two parts that follow one another.',
    fields: (t) => ({
      before: t.exposeString('before', {
        description: 'What is asked. The loss does not count it.',
      }),
      trained: t.exposeString('trained', { description: 'What training learns to answer.' }),
    }),
  });

builder.prismaObjectFields('Dataset', (t) => ({
  traces: t.relatedConnection('traces', {
    cursor: 'datasetId_position',
    description: 'Its traces, in its order.',
    args: {
      from: t.arg
        .int({
          required: true,
          defaultValue: 0,
          description: 'The position of the first that is meant, counted from 0.',
        })
        .validate(z.int().min(0)),
      split: t.arg.string({ description: 'The side that is meant; all without it.' }),
    },
    query: ({ from, split }) => ({
      where: { position: { gte: from }, ...(split == null ? {} : { split }) },
      orderBy: { position: 'asc' },
    }),
    complexity: costOfPage,
  }),
}));

builder.prismaObjectFields('Trace', (t) => ({
  rendered: t.field({
    type: RenderedTrace,
    description: 'The text that training sees of the trace, as its `tunix_sft` export has it.',
    select: { context: true, prompt: true, steps: true, finalAnswer: true },
    resolve: (trace) => renderTurns({ ...trace, context: contextOf(trace), steps: stepsOf(trace) }),
  }),
  datasets: t.field({
    type: [Dataset],
    description: 'Datasets that hold the trace, which can therefore not be deleted; at most 100.',
    select: (_args, _context, nestedSelection) => ({
      datasets: {
        take: 100,
        orderBy: { datasetId: 'desc' },
        select: { dataset: nestedSelection() },
      },
    }),
    resolve: ({ datasets }) => datasets.map(({ dataset }) => dataset),
  }),
}));
