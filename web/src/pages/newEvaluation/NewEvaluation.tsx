import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, Show } from 'solid-js';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { EvaluationForecast } from '../../evaluations/EvaluationForecast.tsx';
import type { Asked } from '../../evaluations/evaluationFormProps.ts';
import {
  DEFAULT_EVALUATION_FORM,
  evaluationFieldAt,
  inputOf,
  problemsOf,
} from '../../evaluations/form.ts';
import { QuestionChoice } from '../../evaluations/QuestionChoice.tsx';
import { SamplingFields } from '../../evaluations/SamplingFields.tsx';
import { SubjectChoice } from '../../evaluations/SubjectChoice.tsx';
import { createSubmission } from '../../graphql/createSubmission.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { TriedContext } from '../../ui/Field.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import css from './NewEvaluation.module.css';

const StartEvaluationDocument = graphql(`
  mutation StartEvaluation($input: StartEvaluationInput!) {
    outcome: startEvaluation(input: $input) {
      __typename
      ... on StartedRuns {
        runs {
          id
        }
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** A form for what to ask of which model, and the way to start it. */
export function NewEvaluation() {
  const [form, setForm] = createUrlForm(DEFAULT_EVALUATION_FORM);
  const [asked, setAsked] = createSignal<Asked>({ stepCount: 1, run: undefined });
  const navigate = useNavigate();
  const starting = createSubmission<string>({
    values: form,
    ownProblems: createMemo(() => problemsOf(form)),
    fieldAt: evaluationFieldAt,
    fieldByRefusal: { NotFoundError: 'dataset' },
  });
  const start = async () => {
    const started = await starting.send(StartEvaluationDocument, { input: inputOf(form) });
    const [run] = started?.runs ?? [];
    if (run) navigate(`/runs/${run.id}`);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (starting.isSound()) start();
  };
  const fields = () => ({ form, setForm, problems: starting.problems(), tell: setAsked });
  return (
    <form class="page" ref={starting.ref} onSubmit={submit} noValidate>
      <PageHeader title="New evaluation" above={[{ href: '/evaluations', name: 'Evaluations' }]}>
        Asks a model questions whose answers are known, and says how many it gets right.
      </PageHeader>
      <TriedContext.Provider value={starting.isTried}>
        <SubjectChoice {...fields()} />
        <QuestionChoice {...fields()} trainedOn={asked().run?.datasetKey} />
        <SamplingFields {...fields()} />
      </TriedContext.Provider>
      <EvaluationForecast form={form} asked={asked()} />
      <div class={css['start']}>
        <Problem failure={starting.unanswered()} retry={start} />
        <Alert text={starting.otherProblem()} />
        <button type="submit" data-look="primary" disabled={starting.isPending()}>
          {starting.isPending() ? 'Starting…' : 'Start the evaluation'}
        </button>
        <Show when={starting.isTried() && !starting.isReady()}>
          <span class="field-error">Not yet: the fields marked above need another value.</span>
        </Show>
      </div>
    </form>
  );
}
