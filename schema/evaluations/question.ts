import type { EvaluationRow } from '../../prisma/generated/sqlite/client.ts';
import { builder } from '../builder.ts';

export const RowMetaFilter = builder.inputType('RowMetaFilter', {
  description: 'Questions with a value in their fields, or in a list there.',
  fields: (t) => ({
    path: t.string({ required: true, description: 'Where it stands, keys with dots between.' }),
    value: t.string({ required: true, description: 'The value, as text.' }),
  }),
});

export const EvaluationRowObject = builder.objectRef<EvaluationRow>('EvaluationRow').implement({
  description: 'A question of an evaluation, as it was asked.',
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'Its line in the file of questions, from 0.' }),
    traceId: t.exposeID('traceId', { description: 'Id of its trace.' }),
    prompt: t.exposeString('prompt', { description: 'What was asked.' }),
    context: t.expose('context', {
      type: 'JSON',
      nullable: true,
      description: 'The turns before it: `[{ role, content }]`.',
    }),
    expected: t.exposeString('expected', { description: 'What the answer should be.' }),
    meta: t.expose('meta', { type: 'JSON', nullable: true, description: 'Its free fields.' }),
  }),
});
