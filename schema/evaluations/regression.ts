import { DifferentConditionsError, InvalidStateError, NotFoundError } from '../../server/errors.ts';
import { regressionMargin, USUAL_MARGIN } from '../../server/evaluations/baselines/baselines.ts';
import {
  checkRegression,
  type Regression,
  type Verdict,
} from '../../server/evaluations/baselines/checkRegression.ts';
import { builder } from '../builder.ts';
import { Baseline } from './baselines.ts';
import { ComparisonObject } from './compare.ts';

const RegressionVerdict = builder.enumType('RegressionVerdict', {
  description: 'Whether an evaluation is worse than a baseline by more than a margin.',
  values: {
    PASS: { description: 'It is not: the whole bounds of the difference lie above.' },
    FAIL: { description: 'It is: they lie below.' },
    CANNOT_TELL: { description: 'The margin lies within them.' },
  } satisfies Record<Verdict, object>,
});

const RegressionObject = builder.objectRef<Regression>('Regression').implement({
  description: 'How an evaluation holds against a baseline.',
  fields: (t) => ({
    verdict: t.expose('verdict', { type: RegressionVerdict, description: 'What came out.' }),
    margin: t.exposeFloat('margin', { description: 'How much worse it may be.' }),
    message: t.exposeString('message', { description: 'What came out, in a sentence.' }),
    baseline: t.expose('baseline', { type: Baseline, description: 'The baseline.' }),
    comparison: t.expose('comparison', {
      type: ComparisonObject,
      description: 'The baseline and the evaluation, question by question.',
    }),
  }),
});

builder.queryFields((t) => ({
  checkRegression: t.field({
    type: RegressionObject,
    description:
      'Whether an evaluation is worse than a baseline of its dataset by more than a margin, or whether its questions can not tell.',
    errors: { types: [NotFoundError, InvalidStateError, DifferentConditionsError] },
    complexity: 50,
    args: {
      evaluationId: t.arg.id({ required: true, description: 'Id of the evaluation.' }),
      baseline: t.arg.string({
        description: 'Name of the baseline; the only one of the dataset without it.',
      }),
      margin: t.arg
        .float({
          required: true,
          defaultValue: USUAL_MARGIN,
          description: 'How much worse it may be, as a share; 0 to 1.',
        })
        .validate(regressionMargin),
    },
    resolve: (_root, asked, { database, signal }) =>
      checkRegression(database, { ...asked, signal }),
  }),
}));
