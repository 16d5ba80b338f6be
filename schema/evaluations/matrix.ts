import { DifferentConditionsError, InvalidStateError, NotFoundError } from '../../server/errors.ts';
import {
  evaluationMatrix,
  type Matrix,
  matrixIds,
} from '../../server/evaluations/compare/matrix.ts';
import { builder } from '../builder.ts';
import { Evaluation } from './evaluation.ts';
import { PairedDifferenceInterface } from './paired.ts';

const MatrixCell = builder
  .objectRef<Matrix['differences'][number]>('EvaluationMatrixCell')
  .implement({
    description: 'How two evaluations of a matrix differ.',
    interfaces: [PairedDifferenceInterface],
    fields: (t) => ({
      base: t.exposeInt('base', {
        description: 'Place of the base among the evaluations, from 0.',
      }),
      other: t.exposeInt('other', { description: 'Place of the other, which is greater.' }),
    }),
  });

const MatrixObject = builder.objectRef<Matrix>('EvaluationMatrix').implement({
  description: 'How each two of several evaluations differ.',
  fields: (t) => ({
    evaluations: t.expose('evaluations', {
      type: [Evaluation],
      description: 'The evaluations, as they were asked for.',
    }),
    differences: t.expose('differences', {
      type: [MatrixCell],
      description: 'Each two of them once; those without a common question are left out.',
    }),
  }),
});

builder.queryFields((t) => ({
  evaluationMatrix: t.field({
    type: MatrixObject,
    description: 'How each two of several evaluations under the same conditions differ.',
    errors: { types: [NotFoundError, InvalidStateError, DifferentConditionsError] },
    complexity: 500,
    args: {
      ids: t.arg
        .idList({ required: true, description: 'Ids of 2 to 12 evaluations.' })
        .validate(matrixIds),
    },
    resolve: (_root, { ids }, { database, signal }) => evaluationMatrix(database, { ids, signal }),
  }),
}));
