import { storedNumbers } from '../../server/evaluations/numbers/numbers.ts';
import { type Oracle, storedEvaluationPlan, storedOracle } from '../../server/evaluations/plan.ts';
import { warningsOf } from '../../server/evaluations/warnings.ts';
import { builder } from '../builder.ts';
import { EvaluationNumbers } from './numbers.ts';

export const EvaluationStatus = builder.enumType('EvaluationStatus', {
  description: 'Where an evaluation stands.',
  values: {
    RUNNING: { description: 'Samples are drawn.' },
    COMPLETED: { description: 'All samples are there, and its numbers.' },
    INCOMPLETE: { description: 'The run ended before all samples were there.' },
  },
});

const OracleFailure = builder.objectRef<Oracle['failures'][number]>('OracleFailure').implement({
  description: 'An expected answer that fails when it is graded against itself.',
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'The line of its question, from 0.' }),
    traceId: t.exposeID('traceId', { nullable: true, description: 'Id of its trace.' }),
    expected: t.exposeString('expected', { description: 'The expected answer.' }),
    reason: t.exposeString('reason', { description: 'Why it fails.' }),
  }),
});

const OracleObject = builder.objectRef<Oracle>('Oracle').implement({
  description: 'How expected answers fared when they were graded against themselves.',
  fields: (t) => ({
    rows: t.exposeInt('rows', { description: 'How many there are.' }),
    correct: t.exposeInt('correct', { description: 'How many passed; all should.' }),
    failures: t.expose('failures', {
      type: [OracleFailure],
      description: 'The first hundred that failed.',
    }),
  }),
});

export const Evaluation = builder.prismaObject('Evaluation', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    run: t.relation('run', { description: 'The run that drew the samples.' }),
    step: t.exposeInt('step'),
    status: t.expose('status', { type: EvaluationStatus }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    modelId: t.exposeString('modelId'),
    startRun: t.prismaField({
      type: 'Run',
      nullable: true,
      description: 'The training whose checkpoint was evaluated; null when it was deleted.',
      select: { startRunId: true },
      resolve: (query, { startRunId }, _args, { database }) =>
        startRunId === null
          ? null
          : database.prisma.run.findUnique({ ...query, where: { id: startRunId } }),
    }),
    datasetKey: t.exposeString('datasetKey'),
    datasetDigest: t.exposeString('datasetDigest'),
    pins: t.expose('pins', { type: 'JSON' }),
    pinsHash: t.exposeString('pinsHash'),
    seed: t.exposeInt('seed'),
    plannedCount: t.exposeInt('plannedCount'),
    sampleCount: t.exposeInt('sampleCount'),
    correctCount: t.exposeInt('correctCount'),
    wrongCount: t.exposeInt('wrongCount'),
    noAnswerCount: t.exposeInt('noAnswerCount'),
    cutOffCount: t.exposeInt('cutOffCount'),
    errorCount: t.exposeInt('errorCount'),
    seconds: t.exposeFloat('seconds', { nullable: true }),
    numbers: t.field({
      type: EvaluationNumbers,
      nullable: true,
      description: 'What the samples come to; null before all are there.',
      select: { numbers: true },
      resolve: storedNumbers,
    }),
    oracle: t.field({
      type: OracleObject,
      nullable: true,
      description: 'How expected answers fared against themselves; null before that was tried.',
      select: { run: { select: { oracle: true } } },
      resolve: ({ run }) => storedOracle(run),
    }),
    leftOut: t.field({
      type: 'JSON',
      description: 'How many rows were not asked, by the reason.',
      select: { run: { select: { evaluationPlan: true } } },
      resolve: ({ run }) => storedEvaluationPlan(run)?.leftOut ?? {},
    }),
    warnings: t.stringList({
      description: 'What the run warned of before it began, and samples that could not be read.',
      select: {
        status: true,
        toldCount: true,
        sampleCount: true,
        run: { select: { evaluationPlan: true } },
      },
      resolve: warningsOf,
    }),
  }),
});

builder.queryFields((t) => ({
  evaluation: t.prismaField({
    type: 'Evaluation',
    nullable: true,
    description: 'The evaluation of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the evaluation.' }) },
    resolve: (query, _root, { id }, { database }) =>
      database.prisma.evaluation.findUnique({ ...query, where: { id } }),
  }),
}));
