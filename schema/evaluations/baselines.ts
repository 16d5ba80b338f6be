import { InvalidStateError, NotFoundError, ValidationError } from '../../server/errors.ts';
import {
  baselineName,
  listBaselines,
  removeBaseline,
  setBaseline,
} from '../../server/evaluations/baselines/baselines.ts';
import { builder } from '../builder.ts';

export const Baseline = builder.prismaObject('Baseline', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    datasetKey: t.exposeString('datasetKey', { description: 'The dataset that it is for.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    evaluation: t.relation('evaluation', { description: 'What others are measured against.' }),
  }),
});

const SetBaselineInput = builder.inputType('SetBaselineInput', {
  description: 'Which evaluation is to be a baseline of its dataset.',
  fields: (t) => ({
    evaluationId: t.id({ required: true, description: 'Id of the evaluation.' }),
    name: t
      .string({
        required: true,
        description: 'What to call it; 1 to 64 characters. One of that name moves.',
      })
      .validate(baselineName),
  }),
});

const nameArgument = {
  required: true as const,
  description: 'What the baseline is called.',
};

const keyArgument = { required: true as const, description: 'Key of the dataset.' };

builder.queryFields((t) => ({
  baselines: t.prismaField({
    type: ['Baseline'],
    description: 'The baselines of a dataset, or of all, by name; at most 1,000.',
    args: { datasetKey: t.arg.string({ description: 'Key of the dataset; all without it.' }) },
    resolve: (query, _root, { datasetKey }, { database }) =>
      listBaselines(database, { datasetKey, query }),
  }),
}));

builder.prismaObjectFields('Evaluation', (t) => ({
  baselines: t.relation('baselines', {
    description: 'What it is the baseline of, by name.',
    query: { orderBy: { name: 'asc' } },
  }),
}));

builder.mutationFields((t) => ({
  setBaseline: t.field({
    type: Baseline,
    description: 'Marks an evaluation as what others of its dataset are measured against, by name.',
    errors: { types: [ValidationError, NotFoundError, InvalidStateError] },
    args: {
      input: t.arg({ type: SetBaselineInput, required: true, description: 'Which, and its name.' }),
    },
    resolve: (_root, { input }, { database }) => setBaseline(database, input),
  }),
  removeBaseline: t.field({
    type: Baseline,
    description: 'Takes the mark from a baseline; the evaluation stays. Answers what it was.',
    errors: { types: [NotFoundError] },
    args: { datasetKey: t.arg.string(keyArgument), name: t.arg.string(nameArgument) },
    resolve: (_root, asked, { database }) => removeBaseline(database, asked),
  }),
}));
