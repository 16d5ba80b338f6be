import { evaluationCondition, listEvaluations } from '../../server/evaluations/list.ts';
import { searchText } from '../../server/traces/filter.ts';
import { builder } from '../builder.ts';
import { costOfPage, listTypes } from '../list.ts';
import { EvaluationStatus } from './evaluation.ts';

const EvaluationFilter = builder.inputType('EvaluationFilter', {
  description: 'Which evaluations are meant: all parts that are given must hold.',
  fields: (t) => ({
    datasetKey: t.string({ description: 'Key of the dataset that was asked.' }),
    runId: t.id({ description: 'The run that drew the samples.' }),
    startRunId: t.id({ description: 'The training whose checkpoints were evaluated.' }),
    pinsHash: t.string({ description: 'Their conditions.' }),
    status: t.field({ type: [EvaluationStatus], description: 'They stand at one of these.' }),
    text: t
      .string({ description: 'Part of the dataset, the model or the name of a training.' })
      .validate(searchText.nullish()),
  }),
});

builder.queryFields((t) => ({
  evaluations: t.prismaConnection(
    {
      type: 'Evaluation',
      cursor: 'id',
      description: 'Evaluations that a filter passes, the newest first; at most 100 a page.',
      args: {
        filter: t.arg({ type: EvaluationFilter, description: 'Which ones; all without it.' }),
      },
      complexity: costOfPage,
      totalCount: (_root, { filter }, { database }) =>
        database.prisma.evaluation.count({ where: evaluationCondition(filter) }),
      resolve: (query, _root, { filter }, { database }) =>
        listEvaluations(database, { filter, query }),
    },
    ...listTypes('evaluation'),
  ),
}));

builder.prismaObjectFields('Run', (t) => ({
  evaluations: t.relation('evaluations', {
    description: 'Of an evaluation run: how each checkpoint did, by step.',
    query: { orderBy: { step: 'asc' } },
  }),
  lastEvaluation: t.prismaField({
    type: 'Evaluation',
    nullable: true,
    description: 'The evaluation of its checkpoints whose accuracy was measured last, or its own.',
    select: { id: true },
    resolve: (query, { id }, _args, { database }) =>
      database.prisma.evaluation.findFirst({
        ...query,
        where: { OR: [{ startRunId: id }, { runId: id }], accuracy: { not: null } },
        orderBy: { id: 'desc' },
      }),
  }),
  evaluatedBy: t.prismaField({
    type: ['Evaluation'],
    description: 'Of a training: the evaluations of its checkpoints, by step; at most 1,000.',
    select: { id: true },
    resolve: (query, { id }, _args, { database }) =>
      database.prisma.evaluation.findMany({
        ...query,
        where: { startRunId: id },
        orderBy: [{ step: 'asc' }, { id: 'asc' }],
        take: 1_000,
      }),
  }),
}));
