import { DifferentConditionsError, InvalidStateError, NotFoundError } from '../../server/errors.ts';
import { type Comparison, compareEvaluations } from '../../server/evaluations/compare/compare.ts';
import { type NoiseFloor, noiseFloors } from '../../server/evaluations/compare/noise.ts';
import { builder } from '../builder.ts';
import { DifferentCondition } from '../errors.ts';
import { Evaluation } from './evaluation.ts';
import { PairedDifferenceInterface } from './paired.ts';

const ComparisonSide = builder.enumType('ComparisonSide', {
  description: 'One side of a comparison.',
  values: {
    BASE: { description: 'What is compared with.' },
    OTHER: { description: 'What is compared.' },
  },
});

const NoiseFloorObject = builder.objectRef<NoiseFloor>('NoiseFloor').implement({
  description:
    'How far one side of a comparison differs from itself, evaluated under the same conditions with another seed.',
  interfaces: [PairedDifferenceInterface],
  fields: (t) => ({
    of: t.expose('of', { type: ComparisonSide, description: 'The side.' }),
    evaluation: t.expose('evaluation', {
      type: Evaluation,
      description: 'Its evaluation with another seed.',
    }),
  }),
});

export const ComparisonObject = builder.objectRef<Comparison>('EvaluationComparison').implement({
  description: 'Two evaluations on the questions that both have verdicts on.',
  interfaces: [PairedDifferenceInterface],
  fields: (t) => ({
    base: t.expose('base', { type: Evaluation, description: 'What is compared with.' }),
    other: t.expose('other', { type: Evaluation, description: 'What is compared.' }),
    differentConditions: t.expose('differentConditions', {
      type: [DifferentCondition],
      description:
        'Conditions that the two do not share, so that the numbers say less; none unless that was allowed.',
    }),
    rows: t.exposeInt('rows', { description: 'Questions that both have verdicts on.' }),
    baseOnly: t.exposeInt('baseOnly', { description: 'Those that only the base has.' }),
    otherOnly: t.exposeInt('otherOnly', { description: 'Those that only the other has.' }),
    baseAccuracy: t.exposeFloat('baseAccuracy', {
      description: 'The accuracy of the base on the questions of both.',
    }),
    otherAccuracy: t.exposeFloat('otherAccuracy', { description: 'That of the other.' }),
    bothRight: t.exposeInt('bothRight', {
      description: 'Questions of which the greater part of the samples is correct on both sides.',
    }),
    fixed: t.exposeInt('fixed', { description: 'On the other alone.' }),
    broken: t.exposeInt('broken', { description: 'On the base alone.' }),
    bothWrong: t.exposeInt('bothWrong', { description: 'On neither.' }),
    noise: t.field({
      type: [NoiseFloorObject],
      description:
        'How far each side differs from itself with another seed, where it was evaluated so.',
      complexity: 50,
      resolve: (sides, _args, { database, signal }) => noiseFloors(database, sides, signal),
    }),
  }),
});

builder.queryFields((t) => ({
  compareEvaluations: t.field({
    type: ComparisonObject,
    description:
      'How two evaluations under the same conditions differ, question by question. Under others it is refused, unless that is allowed.',
    errors: { types: [NotFoundError, InvalidStateError, DifferentConditionsError] },
    complexity: 50,
    args: {
      baseId: t.arg.id({ required: true, description: 'Id of the evaluation compared with.' }),
      otherId: t.arg.id({ required: true, description: 'Id of the evaluation compared.' }),
      allowDifferentPins: t.arg.boolean({
        required: true,
        defaultValue: false,
        description:
          'Whether the conditions may differ. Of different datasets, questions from one trace are held against each other.',
      }),
    },
    resolve: (_root, asked, { database, signal }) =>
      compareEvaluations(database, { ...asked, signal }),
  }),
}));
