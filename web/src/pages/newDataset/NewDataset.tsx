import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, Show } from 'solid-js';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import {
  DATASET_CODECS,
  DEFAULT_DATASET_FORM,
  datasetFieldAt,
  definitionOf,
} from '../../datasets/form/definition.ts';
import { FilterFields } from '../../datasets/form/FilterFields.tsx';
import { NamingFields } from '../../datasets/form/NamingFields.tsx';
import { PreviewCard } from '../../datasets/form/PreviewCard.tsx';
import {
  namingProblemsOf,
  type Problems,
  selectionProblemsOf,
} from '../../datasets/form/problems.ts';
import { SelectionFields } from '../../datasets/form/SelectionFields.tsx';
import { createMutation } from '../../graphql/createMutation.ts';
import type { Failure } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { TriedContext } from '../../ui/Field.tsx';
import { focusInvalid } from '../../ui/focusInvalid.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import css from './NewDataset.module.css';

const BuildDatasetDocument = graphql(`
  mutation BuildDataset($input: BuildDatasetInput!) {
    outcome: buildDataset(input: $input) {
      __typename
      ... on Dataset {
        id
        key
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

/** Builds a dataset, and shows what it would hold while one chooses. */
export function NewDataset() {
  const [form, setForm] = createUrlForm(DEFAULT_DATASET_FORM);
  const navigate = useNavigate();
  const building = createMutation();
  const [isTried, setIsTried] = createSignal(false);
  // What the server found wrong holds for the form that it was sent.
  const [refused, setRefused] = createSignal<{ form: string; problems: Problems; other: string }>();
  const refusal = () => (refused()?.form === JSON.stringify(form) ? refused() : undefined);
  const selectionProblems = createMemo(() => selectionProblemsOf(form));
  const namingProblems = createMemo(() => namingProblemsOf(form));
  const problems = (): Problems => ({
    ...refusal()?.problems,
    ...namingProblems(),
    ...selectionProblems(),
  });
  const isReady = () =>
    Object.keys(selectionProblems()).length + Object.keys(namingProblems()).length === 0;

  const build = () => building.mutate(BuildDatasetDocument, { input: definitionOf(form) });
  let element: HTMLFormElement | undefined;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (!isReady()) focusInvalid(element);
    if (!isReady() || building.isPending()) return;
    const sent = JSON.stringify(form);
    const dataset = await build();
    const failure = building.failure();
    if (failure?.refusal) setRefused({ form: sent, ...placed(failure) });
    if (!dataset) return;
    const length = form.length === DEFAULT_DATASET_FORM.length ? '' : `?length=${form.length}`;
    navigate(`/datasets/${dataset.key}${length}`);
  };

  return (
    <form class="page" ref={element} onSubmit={submit} noValidate>
      <PageHeader title="New dataset" above={[{ href: '/datasets', name: 'Datasets' }]}>
        Choose which traces it holds. What you choose is in the address, so that you can share it.
      </PageHeader>
      <LeftOut of={DATASET_CODECS} />
      <div class="page-columns">
        <div>
          <TriedContext.Provider value={isTried}>
            <FilterFields form={form} setForm={setForm} problems={problems()} />
            <SelectionFields form={form} setForm={setForm} problems={problems()} />
            <NamingFields form={form} setForm={setForm} problems={problems()} />
          </TriedContext.Provider>
          <div class={css['dataset-build']}>
            <Problem failure={building.unanswered()} retry={build} />
            <Alert text={refusal()?.other} />
            <button type="submit" data-look="primary" disabled={building.isPending()}>
              {building.isPending() ? 'Building…' : 'Build dataset'}
            </button>
            <Show when={isTried() && !isReady()}>
              <span class="field-error">Not yet: the fields marked above need another value.</span>
            </Show>
          </div>
        </div>
        <PreviewCard form={form} setForm={setForm} problems={selectionProblems()} />
      </div>
    </form>
  );
}

/** Each thing that is wrong at its field; what has none, apart. */
function placed({ refusal, message, issues }: Failure): { problems: Problems; other: string } {
  if (refusal === 'ConflictError') return { problems: { version: message }, other: '' };
  if (refusal === 'NotFoundError') return { problems: { parent: message }, other: '' };
  if (issues.length === 0) return { problems: {}, other: message };
  const problems: Problems = {};
  const others: string[] = [];
  for (const { path, message } of issues) {
    const field = datasetFieldAt(path);
    if (field) problems[field] = message;
    else others.push(message);
  }
  return { problems, other: others.join(' ') };
}
