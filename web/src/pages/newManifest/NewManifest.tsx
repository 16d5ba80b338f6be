import { A, useNavigate } from '@solidjs/router';
import { createMemo, createSignal, Show } from 'solid-js';
import { choice } from '../../address/codec.ts';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { createMutation } from '../../graphql/createMutation.ts';
import type { Failure } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { createFilling } from '../../manifests/createFilling.ts';
import { createManifestPreview } from '../../manifests/createManifestPreview.ts';
import {
  DEFAULT_MANIFEST_FORM,
  manifestFieldAt,
  manifestInputOf,
  problemsOf,
} from '../../manifests/form.ts';
import { ManifestPreview } from '../../manifests/ManifestPreview.tsx';
import { Steps } from '../../manifests/Steps.tsx';
import { SubjectFields } from '../../manifests/SubjectFields.tsx';
import { TrainingFields } from '../../manifests/TrainingFields.tsx';
import { Launch } from '../../runs/Launch.tsx';
import { DryRun } from '../../runs/preflight/DryRun.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { TriedContext } from '../../ui/Field.tsx';
import { focusInvalid } from '../../ui/focusInvalid.ts';
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
  const creation = createMutation();
  const create = () => creation.mutate(CreateManifestDocument, { input: manifestInputOf(form) });
  const filling = createFilling(form, setForm);
  const [isTried, setIsTried] = createSignal(false);
  // What the server refused holds for the form that it was sent.
  const [refused, setRefused] = createSignal<{ form: string; refusal: Failure }>();
  const ownProblems = createMemo(() => problemsOf(form));
  const isReady = () => Object.keys(ownProblems()).length === 0;
  const preview = createManifestPreview(() => (isReady() ? manifestInputOf(form) : undefined));
  const refusal = () =>
    refused()?.form === JSON.stringify(form) ? refused()?.refusal : preview.refusal();
  const problems = createMemo(() => ({ ...problemsIn(refusal()), ...ownProblems() }));
  const missing = () => {
    if (!form['dataset'] || !form['model']) return 'subject';
    return isReady() && !preview.refusal() ? undefined : 'value';
  };
  const obstacle = () => Object.values(ownProblems())[0] ?? preview.refusal()?.message ?? undefined;
  const refuse = (refusal: Failure) => setRefused({ form: JSON.stringify(form), refusal });
  let element: HTMLFormElement | undefined;
  const isSound = () => {
    setIsTried(true);
    if (!isReady()) focusInvalid(element);
    return isReady();
  };
  const runInput = () => {
    if (!isSound()) return undefined;
    const timeoutSeconds = form['timeout'] ? Number(form['timeout']) : null;
    return { ...manifestInputOf(form), timeoutSeconds };
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isSound() || creation.isPending()) return;
    const manifest = await create();
    const failure = creation.failure();
    if (failure?.refusal) refuse(failure);
    if (manifest) navigate(`/manifests/${manifest.id}`);
  };
  return (
    <form class="page" ref={element} onSubmit={submit} noValidate>
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
          <TriedContext.Provider value={isTried}>
            <SubjectFields form={form} setForm={setForm} problems={problems()} />
            <TrainingFields form={form} setForm={setForm} problems={problems()} />
          </TriedContext.Provider>
        </div>
        <aside>
          <div class={css['manifest-launch']}>
            <Launch
              input={runInput}
              onDryRun={(id) => setForm('run', id)}
              onRefusal={refuse}
              beside={
                <button type="submit" disabled={creation.isPending()}>
                  {creation.isPending() ? 'Creating…' : 'Create manifest'}
                </button>
              }
            />
            <Show when={isTried() && !isReady()}>
              <p class="field-error" role="alert">
                Not yet: {Object.keys(ownProblems()).length} of the fields need another value.
              </p>
            </Show>
            <Problem failure={creation.unanswered()} retry={create} />
            <Alert text={unplaced(refusal())} />
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
          <Steps form={form} isReady={isReady()} />
          <ManifestPreview preview={preview} missing={missing()} problem={obstacle()} />
        </aside>
      </div>
    </form>
  );
}

/** What the server refused, by the field that it is about. */
function problemsIn(refusal: Failure | undefined): Record<string, string> {
  if (refusal?.refusal === 'NotFoundError') return { dataset: refusal.message };
  const found = (refusal?.issues ?? []).flatMap(({ path, message }) => {
    const field = manifestFieldAt(path);
    return field ? [[field, message] as const] : [];
  });
  return Object.fromEntries(found);
}

function unplaced(refusal: Failure | undefined): string {
  return (refusal?.issues ?? [])
    .filter(({ path }) => !manifestFieldAt(path))
    .map(({ message }) => message)
    .join(' ');
}
