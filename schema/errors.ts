import * as errors from '../server/errors.ts';
import { builder } from './builder.ts';

const ErrorInterface = builder.interfaceRef<errors.ExpectedError>('Error').implement({
  description:
    'An expected failure. What is not expected comes as a GraphQL error instead, without its cause.',
  fields: (t) => ({
    message: t.exposeString('message', {
      description: 'What was wrong, what was got, and what to do.',
    }),
    code: t.exposeString('code', {
      description: 'The kind of failure, for programs: `NOT_FOUND`, `CONFLICT` and so on.',
    }),
  }),
});

const Issue = builder.objectRef<errors.Issue>('Issue').implement({
  description: 'What is wrong at one place of an input.',
  fields: (t) => ({
    path: t.exposeStringList('path', {
      description: 'The way to the place, such as `["input", "traces", "412", "prompt"]`.',
    }),
    message: t.exposeString('message', {
      description: 'What was got there, and what is expected.',
    }),
  }),
});

builder.objectType(errors.ValidationError, {
  name: 'ValidationError',
  description: 'The input breaks a rule. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    issues: t.expose('issues', { type: [Issue], description: 'Every place that is wrong.' }),
  }),
});

export const DifferentCondition = builder
  .objectRef<errors.DifferentCondition>('DifferentCondition')
  .implement({
    description: 'A condition that two evaluations do not share.',
    fields: (t) => ({
      path: t.exposeString('path', { description: 'Which one, such as `sampling.temperature`.' }),
      base: t.exposeString('base', { description: 'What the base has, as JSON.' }),
      other: t.exposeString('other', { description: 'What the other has, as JSON.' }),
    }),
  });

builder.objectType(errors.DifferentConditionsError, {
  name: 'DifferentConditionsError',
  description:
    'Two evaluations were made under different conditions, so that they say nothing of each other.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    conditions: t.expose('conditions', {
      type: [DifferentCondition],
      description: 'Every condition that differs.',
    }),
  }),
});

const OTHERS = [
  [errors.NotFoundError, 'NotFoundError', 'Nothing is stored under the id or key.'],
  [errors.ConflictError, 'ConflictError', 'Something else is stored where this was to go.'],
  [errors.InvalidStateError, 'InvalidStateError', 'The state that it is in does not allow it.'],
  [errors.InUseError, 'InUseError', 'Something that depends on it is in the way.'],
  [errors.EmptySelectionError, 'EmptySelectionError', 'No trace passes the filter.'],
  [
    errors.TunixUnavailableError,
    'TunixUnavailableError',
    'google-tunix is not installed here; the message says how to get it.',
  ],
  [
    errors.UngarUnavailableError,
    'UngarUnavailableError',
    'UNGAR is not installed here; the message says how to get it.',
  ],
  [
    errors.JudgeUnavailableError,
    'JudgeUnavailableError',
    'No endpoint is set that judges could be asked at; the message says what to set.',
  ],
  [
    errors.VerifierUnavailableError,
    'VerifierUnavailableError',
    "Answers can't be verified here; the message says what is missing.",
  ],
] as const;

for (const [errorClass, name, description] of OTHERS) {
  builder.objectType(errorClass, { name, description, interfaces: [ErrorInterface] });
}
