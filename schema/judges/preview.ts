import { JudgeUnavailableError, NotFoundError, ValidationError } from '../../server/errors.ts';
import type { Verdict } from '../../server/judges/answers/verdict.ts';
import { judgeInput } from '../../server/judges/definition.ts';
import type { Judgement } from '../../server/judges/judge.ts';
import { type JudgePreview, previewJudge, tryJudge } from '../../server/judges/preview.ts';
import type { Message } from '../../server/judges/request.ts';
import { builder } from '../builder.ts';
import { JudgeInput } from './input.ts';
import { ErrorCause, JudgeOutcome } from './outcome.ts';

const MessageObject = builder.objectRef<Message>('JudgeMessage').implement({
  description: 'A message to the model.',
  fields: (t) => ({
    role: t.exposeString('role', { description: '`system` or `user`.' }),
    content: t.exposeString('content', { description: 'Its text.' }),
  }),
});

const Preview = builder.objectRef<JudgePreview>('JudgePreview').implement({
  description: 'What a judge would say to its model about a trace.',
  fields: (t) => ({
    messages: t.expose('messages', { type: [MessageObject], description: 'In their order.' }),
    promptTokens: t.exposeInt('promptTokens', {
      description: 'About how many tokens they have: an estimate, a quarter of their characters.',
    }),
  }),
});

export const VerdictObject = builder.objectRef<Verdict>('JudgeVerdict').implement({
  description: 'What a judge says by one criteria.',
  fields: (t) => ({
    criteria: t.exposeString('criteria', { description: 'The criteria.' }),
    score: t.exposeFloat('score', { description: 'The verdict, as a number.' }),
    label: t.exposeString('label', { nullable: true, description: 'The same in a word.' }),
    explanation: t.exposeString('explanation', {
      nullable: true,
      description: 'Why, in the words of the judge.',
    }),
  }),
});

const JudgementObject = builder.objectRef<Judgement>('Judgement').implement({
  description: 'What came of asking a judge about a trace.',
  fields: (t) => ({
    outcome: t.expose('outcome', { type: JudgeOutcome, description: 'What came of it.' }),
    cause: t.expose('cause', {
      type: ErrorCause,
      nullable: true,
      description: 'Why there is no answer.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it was not scored.' }),
    answer: t.exposeString('answer', {
      nullable: true,
      description: 'What the model answered, at most its first 20,000 characters.',
    }),
    verdicts: t.expose('verdicts', {
      type: [VerdictObject],
      description: 'The verdicts, where it was scored.',
    }),
    attempts: t.exposeInt('attempts', { description: 'How often the endpoint was asked.' }),
    promptTokens: t.exposeInt('promptTokens', {
      nullable: true,
      description: 'Tokens of the prompt, as the endpoint counts them.',
    }),
    completionTokens: t.exposeInt('completionTokens', {
      nullable: true,
      description: 'Tokens of the answer, likewise.',
    }),
  }),
});

builder.queryFields((t) => ({
  previewJudge: t.field({
    type: Preview,
    description: 'Fills the prompts of a judge with a trace. Nobody is asked, nothing is kept.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: JudgeInput, required: true, description: 'The judge.' })
        .validate(judgeInput),
      traceId: t.arg.id({ required: true, description: 'Id of the trace.' }),
    },
    resolve: (_root, { input: judge, traceId }, { database }) =>
      previewJudge(database, { judge, traceId }),
  }),
}));

builder.mutationFields((t) => ({
  tryJudge: t.field({
    type: JudgementObject,
    description: 'Asks a judge about one trace, which costs tokens. Nothing is kept.',
    errors: { types: [ValidationError, NotFoundError, JudgeUnavailableError] },
    args: {
      input: t
        .arg({ type: JudgeInput, required: true, description: 'The judge.' })
        .validate(judgeInput),
      traceId: t.arg.id({ required: true, description: 'Id of the trace.' }),
    },
    resolve: (_root, { input: judge, traceId }, { judges, signal }) =>
      tryJudge(judges, { judge, traceId, asker: signal }),
  }),
}));
