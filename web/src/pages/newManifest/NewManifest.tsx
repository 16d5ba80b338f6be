import { A, useNavigate } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import { choice } from '../../address/codec.ts';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { createSubmission } from '../../graphql/createSubmission.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { createFilling } from '../../manifests/createFilling.ts';
import { createManifestPreview } from '../../manifests/createManifestPreview.ts';
import { Forecast } from '../../manifests/Forecast.tsx';
import {
  DEFAULT_MANIFEST_FORM,
  manifestFieldAt,
  manifestInputOf,
  problemsOf,
} from '../../manifests/form.ts';
import { ManifestPreview } from '../../manifests/ManifestPreview.tsx';
import { RowPreview } from '../../manifests/RowPreview.tsx';
import { SubjectFields } from '../../manifests/SubjectFields.tsx';
import { TrainingFields } from '../../manifests/TrainingFields.tsx';
import { Launch } from '../../runs/Launch.tsx';
import { DryRun } from '../../runs/preflight/DryRun.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { TriedContext } from '../../ui/Field.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import css from './NewManifest.module.css';

const CreateManifestDocument = graphql(`
  mutation CreateManifest($input: CreateManifestInput!) {
    outcome: createManifest(input: $input) {
      __typename
      ... on Manifest {
        id
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

/** A form for what to train and how, the file that it makes, and the way to check and start it. */
export function NewManifest() {
  const [form, setForm] = createUrlForm(DEFAULT_MANIFEST_FORM);
  const navigate = useNavigate();
  const filling = createFilling(form, setForm);
  const ownProblems = createMemo(() => problemsOf(form));
  const isReady = () => Object.keys(ownProblems()).length === 0;
  const preview = createManifestPreview(() => (isReady() ? manifestInputOf(form) : undefined));
  const creation = createSubmission({
    values: form,
    ownProblems,
    fieldAt: manifestFieldAt,
    fieldByRefusal: { NotFoundError: 'dataset' },
    foreseen: () => preview.refusal(),
  });
  const missing = () => {
    if (filling.isAtWork()) return undefined;
    if (!form['dataset'] || !form['model']) return 'subject';
    return isReady() && !preview.refusal() ? undefined : 'value';
  };
  const obstacle = () => Object.values(ownProblems())[0] ?? preview.refusal()?.message ?? undefined;
  const runInput = () => {
    if (!creation.isSound()) return undefined;
    const timeoutSeconds = form['timeout'] ? Number(form['timeout']) : null;
    return { ...manifestInputOf(form), timeoutSeconds };
  };
  const create = async () => {
    const manifest = await creation.send(CreateManifestDocument, { input: manifestInputOf(form) });
    if (manifest) navigate(`/manifests/${manifest.id}`);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (creation.isSound()) create();
  };
  return (
    <form class="page" ref={creation.ref} onSubmit={submit} noValidate>
      <PageHeader title="New manifest" above={[{ href: '/manifests', name: 'Manifests' }]}>
        <Show when={form['from']} fallback="What to train, on what, and how.">
          {(id) => (
            <span>
              A duplicate of <A href={`/runs/${id()}`}>an earlier run</A>: change what is to be
              different.
            </span>
          )}
        </Show>
      </PageHeader>
      <Alert text={filling.problem()} />
      <LeftOut of={{ lora: choice(['on'], null) }} />
      <div class={`page-columns ${css['manifest-columns']}`}>
        <div>
          <TriedContext.Provider value={creation.isTried}>
            <SubjectFields form={form} setForm={setForm} problems={creation.problems()} />
            <TrainingFields form={form} setForm={setForm} problems={creation.problems()} />
          </TriedContext.Provider>
        </div>
        <aside>
          <div class={css['manifest-launch']}>
            <Launch
              input={runInput}
              onDryRun={(id) => setForm('run', id)}
              onRefusal={creation.refuse}
              beside={
                <button type="submit" disabled={creation.isPending()}>
                  {creation.isPending() ? 'Creating…' : 'Create manifest'}
                </button>
              }
            />
            <Show when={creation.isTried() && !isReady()}>
              <p class="field-error" role="alert">
                Not yet: {Object.keys(ownProblems()).length} of the fields need another value.
              </p>
            </Show>
            <Problem failure={creation.unanswered()} retry={create} />
            <Alert text={creation.otherProblem()} />
          </div>
          <Show when={form['run']} keyed>
            {(id) => (
              <DryRun
                runId={id}
                current={preview.data()?.json}
                isCurrentOld={preview.data() !== undefined && preview.isOld()}
              />
            )}
          </Show>
          <Show when={isReady() && preview.data()}>
            {(data) => (
              <Forecast
                forecast={data().forecast}
                isOld={preview.isOld()}
                packRows={() => setForm('packing', 'true')}
              />
            )}
          </Show>
          <Show when={isReady() && preview.data()}>
            <RowPreview
              input={manifestInputOf(form)}
              number={form['row'] ?? ''}
              setNumber={(number) => setForm('row', number)}
            />
          </Show>
          <ManifestPreview preview={preview} missing={missing()} problem={obstacle()} />
        </aside>
      </div>
    </form>
  );
}
