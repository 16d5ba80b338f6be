import { useNavigate } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import {
  DATASET_CODECS,
  type DatasetForm,
  DEFAULT_DATASET_FORM,
  datasetFieldAt,
  definitionOf,
} from '../../datasets/form/definition.ts';
import { FilterFields } from '../../datasets/form/FilterFields.tsx';
import { NamingFields } from '../../datasets/form/NamingFields.tsx';
import { PreviewCard } from '../../datasets/form/PreviewCard.tsx';
import { namingProblemsOf, selectionProblemsOf } from '../../datasets/form/problems.ts';
import { SelectionFields } from '../../datasets/form/SelectionFields.tsx';
import { SplitFields } from '../../datasets/form/SplitFields.tsx';
import { createSubmission } from '../../graphql/createSubmission.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { TriedContext } from '../../ui/Field.tsx';
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
  const selectionProblems = createMemo(() => selectionProblemsOf(form));
  const building = createSubmission<keyof DatasetForm>({
    values: form,
    ownProblems: () => ({ ...namingProblemsOf(form), ...selectionProblems() }),
    fieldAt: datasetFieldAt,
    fieldByRefusal: { ConflictError: 'version', NotFoundError: 'parent' },
  });

  const build = async () => {
    const dataset = await building.send(BuildDatasetDocument, { input: definitionOf(form) });
    if (!dataset) return;
    const length = form.length === DEFAULT_DATASET_FORM.length ? '' : `?length=${form.length}`;
    navigate(`/datasets/${dataset.key}${length}`);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (building.isSound()) build();
  };

  return (
    <form class="page" ref={building.ref} onSubmit={submit} noValidate>
      <PageHeader title="New dataset" above={[{ href: '/datasets', name: 'Datasets' }]}>
        Choose which traces it holds. What you choose is in the address, so that you can share it.
      </PageHeader>
      <LeftOut of={DATASET_CODECS} />
      <div class="page-columns">
        <div>
          <TriedContext.Provider value={building.isTried}>
            <FilterFields form={form} setForm={setForm} problems={building.problems()} />
            <SelectionFields form={form} setForm={setForm} problems={building.problems()} />
            <SplitFields form={form} setForm={setForm} problems={building.problems()} />
            <NamingFields form={form} setForm={setForm} problems={building.problems()} />
          </TriedContext.Provider>
          <div class={css['dataset-build']}>
            <Problem failure={building.unanswered()} retry={build} />
            <Alert text={building.otherProblem()} />
            <button type="submit" data-look="primary" disabled={building.isPending()}>
              {building.isPending() ? 'Building…' : 'Build dataset'}
            </button>
            <Show when={building.isTried() && !building.isReady()}>
              <span class="field-error">Not yet: the fields marked above need another value.</span>
            </Show>
          </div>
        </div>
        <PreviewCard form={form} setForm={setForm} problems={selectionProblems()} />
      </div>
    </form>
  );
}
