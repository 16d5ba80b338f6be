import { z } from 'zod';
import { NotFoundError } from '../../server/errors.ts';
import { type EvaluationForecast, forecastEvaluation } from '../../server/evaluations/forecast.ts';
import { builder } from '../builder.ts';

const EvaluationForecastObject = builder
  .objectRef<EvaluationForecast>('EvaluationForecast')
  .implement({
    description: 'What an evaluation would ask, before it is started.',
    fields: (t) => ({
      rows: t.exposeInt('rows', { description: 'Questions: rows with an expected answer.' }),
      leftOut: t.exposeInt('leftOut', { description: 'Rows without one.' }),
      samples: t.exposeFloat('samples', { description: 'Samples of all checkpoints together.' }),
      mostTokens: t.exposeFloat('mostTokens', {
        description: 'The most tokens that they have together.',
      }),
      visibleDifference: t.exposeFloat('visibleDifference', {
        description: 'Lesser differences than this share can not be told from chance.',
      }),
      seconds: t.exposeFloat('seconds', {
        nullable: true,
        description:
          'How long they take at the speed of the last evaluation of the model; null where there is none.',
      }),
    }),
  });

const count = z.int().min(1).max(1_000_000);

builder.queryFields((t) => ({
  evaluationForecast: t.field({
    type: EvaluationForecastObject,
    description: 'What an evaluation would ask, and how small a difference it can tell.',
    errors: { types: [NotFoundError] },
    complexity: 100,
    args: {
      datasetKey: t.arg.string({ required: true, description: 'Key of the dataset.' }),
      split: t.arg.string({ description: 'The side of it; all of it without it.' }),
      modelId: t.arg.string({ description: 'The model, whose speed may be known.' }),
      stepCount: t.arg
        .int({ required: true, defaultValue: 1, description: 'How many checkpoints are asked.' })
        .validate(count),
      samples: t.arg
        .int({ required: true, defaultValue: 1, description: 'How often each question is asked.' })
        .validate(count),
      maxNewTokens: t.arg
        .int({ required: true, defaultValue: 512, description: 'The most tokens of an answer.' })
        .validate(count),
    },
    resolve: (_root, { split, modelId, ...asked }, { database }) =>
      forecastEvaluation(database, { ...asked, split: split ?? null, modelId: modelId ?? null }),
  }),
}));
