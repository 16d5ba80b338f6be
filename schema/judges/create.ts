import { ValidationError } from '../../server/errors.ts';
import { createJudge } from '../../server/judges/create.ts';
import { judgeInput } from '../../server/judges/definition.ts';
import { builder } from '../builder.ts';
import { JudgeInput } from './input.ts';
import { Judge } from './judge.ts';

builder.mutationField('createJudge', (t) =>
  t.field({
    type: Judge,
    description:
      'Stores a judge as the next version of its name; where its newest version is the same, answers that one.',
    errors: { types: [ValidationError] },
    args: {
      input: t
        .arg({ type: JudgeInput, required: true, description: 'What makes its verdicts.' })
        .validate(judgeInput),
    },
    resolve: (_root, { input }, { database }) => createJudge(database, input),
  }),
);
