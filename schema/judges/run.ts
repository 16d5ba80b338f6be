import {
  EmptySelectionError,
  InvalidStateError,
  JudgeUnavailableError,
  NotFoundError,
  ValidationError,
} from '../../server/errors.ts';
import { JUDGE_DEFAULTS } from '../../server/judges/defaults.ts';
import { cancelJob } from '../../server/judges/jobs/cancel.ts';
import { resumeJob } from '../../server/judges/jobs/resume.ts';
import {
  estimateJob,
  JOB_LIMITS,
  type JobEstimate,
  runJudgeInput,
  startJob,
} from '../../server/judges/jobs/start.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from '../traces/filter.ts';
import { JudgeJob } from './job.ts';

const RunJudgeInput = builder.inputType('RunJudgeInput', {
  description: 'Which judge is asked about which traces.',
  fields: (t) => ({
    judgeId: t.id({ required: true, description: 'Id of the version of the judge.' }),
    filter: t.field({ type: TraceFilter, description: 'Which traces are meant; all without it.' }),
    limit: t.int({
      required: true,
      defaultValue: JUDGE_DEFAULTS.traces,
      description: `The most traces to ask about, the newest first; 1 to ${JOB_LIMITS.traces}.`,
    }),
    concurrency: t.int({
      required: true,
      defaultValue: JUDGE_DEFAULTS.concurrency,
      description: `How many are asked about at a time; 1 to ${JOB_LIMITS.concurrency}.`,
    }),
    again: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Whether to ask again about those that this version has scored.',
    }),
  }),
});

const Estimate = builder.objectRef<JobEstimate>('JudgeJobEstimate').implement({
  description: 'What a job would be about, and about what it would cost.',
  fields: (t) => ({
    itemCount: t.exposeInt('itemCount', { description: 'How many traces it would ask about.' }),
    promptTokens: t.exposeFloat('promptTokens', {
      description:
        'About how many tokens the prompts have: an estimate, a quarter of the characters of the first 50.',
    }),
    completionTokens: t.exposeFloat('completionTokens', {
      description: 'The most tokens that the answers can have: `maxTokens` for each trace.',
    }),
  }),
});

const Repeated = builder.enumType('RepeatedOutcome', {
  description: 'An outcome that can be asked about again.',
  values: {
    REFUSED: { description: "The model, or its endpoint's filter, refused to judge." },
    UNPARSEABLE: { description: 'There is an answer, from which no verdict can be read.' },
    ERROR: { description: 'There is no answer.' },
  },
});

const idArgument = { required: true as const, description: 'Id of the job.' };

builder.queryFields((t) => ({
  estimateJudgeJob: t.field({
    type: Estimate,
    description: 'What `runJudge` would be about and cost. Nobody is asked, nothing is kept.',
    errors: { types: [ValidationError, NotFoundError] },
    complexity: 100,
    args: {
      input: t
        .arg({ type: RunJudgeInput, required: true, description: 'Which judge, which traces.' })
        .validate(runJudgeInput),
    },
    resolve: (_root, { input }, { database, signal }) => estimateJob(database, { input, signal }),
  }),
}));

builder.mutationFields((t) => ({
  runJudge: t.field({
    type: JudgeJob,
    description:
      'Asks a judge about traces, as a job, and answers at once. Watch it with `judgeJobUpdated`.',
    errors: { types: [ValidationError, NotFoundError, EmptySelectionError, JudgeUnavailableError] },
    args: {
      input: t
        .arg({ type: RunJudgeInput, required: true, description: 'Which judge, which traces.' })
        .validate(runJudgeInput),
    },
    resolve: (_root, { input }, { judges }) => startJob(judges, input),
  }),
  cancelJudgeJob: t.field({
    type: JudgeJob,
    description: 'Stops a job. What was answered stays.',
    errors: { types: [NotFoundError, InvalidStateError] },
    args: { id: t.arg.id(idArgument) },
    resolve: (_root, { id }, { judges }) => cancelJob(judges, id),
  }),
  resumeJudgeJob: t.field({
    type: JudgeJob,
    description:
      'Goes on with a job that has ended: with traces that wait, and again with those of some outcomes. One that was scored is never asked about again.',
    errors: { types: [NotFoundError, InvalidStateError, JudgeUnavailableError] },
    args: {
      id: t.arg.id(idArgument),
      repeat: t.arg({
        type: [Repeated],
        required: true,
        defaultValue: [],
        description: 'The outcomes to ask about again.',
      }),
    },
    resolve: (_root, { id, repeat }, { judges }) => resumeJob(judges, { id, repeat }),
  }),
}));
