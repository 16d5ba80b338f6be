import { builder } from '../builder.ts';

export const JudgeOutcome = builder.enumType('JudgeOutcome', {
  description: 'What came of asking a judge about a trace.',
  values: {
    SCORED: { description: 'The answer held a verdict for every criteria.' },
    REFUSED: { description: "The model, or its endpoint's filter, refused to judge." },
    UNPARSEABLE: { description: 'There is an answer, from which no verdict can be read.' },
    ERROR: { description: 'There is no answer.' },
  },
});

export const ErrorCause = builder.enumType('ErrorCause', {
  description: 'Why a judge gave no answer.',
  values: {
    TIMEOUT: { description: 'It took longer than `JUDGE_TIMEOUT_SECONDS`.' },
    RATE_LIMIT: { description: 'The endpoint asked for patience, again and again.' },
    CONNECTION: { description: 'The endpoint could not be reached, or the connection broke.' },
    STATUS: { description: 'The endpoint refused the request, or failed.' },
    PROTOCOL: { description: 'What it sent is no chat completion.' },
    DELETED: { description: 'The trace was deleted before it was asked about.' },
  },
});
