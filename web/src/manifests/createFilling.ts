import { createQuery } from '@urql/solid';
import { createEffect } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import { graphql } from '../graphql/generated/gql.ts';
import { DEFAULT_MANIFEST_FORM, formOf, type ManifestForm } from './form.ts';

const RunToDuplicateDocument = graphql(`
  query RunToDuplicate($id: ID!) {
    run(id: $id) {
      id
      datasetKey
      configuration
      timeoutSeconds
    }
  }
`);

const ManifestToDuplicateDocument = graphql(`
  query ManifestToDuplicate($id: ID!) {
    manifest(id: $id) {
      id
      datasetKey
      json
    }
  }
`);

const ModelToTrainDocument = graphql(`
  query ModelToTrain($reference: String!) {
    modelVersion(reference: $reference) {
      __typename
      ... on ModelVersion {
        id
        configuration
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Fills a form that nobody has touched from the run, the manifest or the model that its address names; what else the address
 * says stays. */
export function createFilling(form: ManifestForm, setForm: SetStoreFunction<ManifestForm>) {
  const said = () =>
    Object.fromEntries(
      Object.entries(form).filter(([name, value]) => value !== DEFAULT_MANIFEST_FORM[name]),
    );
  const isEmpty = () => !form['dataset'] && !form['model'];
  const [runResult] = createQuery({
    query: RunToDuplicateDocument,
    variables: () => ({ id: form['from'] ?? '' }),
    pause: () => !form['from'] || !isEmpty(),
  });
  const [manifestResult] = createQuery({
    query: ManifestToDuplicateDocument,
    variables: () => ({ id: form['like'] ?? '' }),
    pause: () => !form['like'] || !isEmpty(),
  });
  const [modelResult] = createQuery({
    query: ModelToTrainDocument,
    variables: () => ({ reference: form['fromModel'] ?? '' }),
    pause: () => !form['fromModel'] || Boolean(form['model']),
  });
  createEffect(() => {
    const run = runResult.data?.run;
    if (!run || !isEmpty()) return;
    const timeout = run.timeoutSeconds == null ? '' : String(run.timeoutSeconds);
    setForm({ ...formOf(run.configuration), dataset: run.datasetKey, timeout, ...said() });
  });
  createEffect(() => {
    const manifest = manifestResult.data?.manifest;
    if (!manifest || !isEmpty()) return;
    setForm({ ...formOf(manifest.json), dataset: manifest.datasetKey, ...said() });
  });
  createEffect(() => {
    const version = modelResult.data?.modelVersion;
    if (version?.__typename !== 'ModelVersion' || form['model']) return;
    // It was trained on a dataset of its own, and is to learn from another.
    const { split, evaluationSplit, ...values } = formOf(version.configuration);
    setForm({ ...values, ...said() });
  });
  return {
    /** Whether what it is filled from is being read. */
    isAtWork: () => runResult.fetching || manifestResult.fetching || modelResult.fetching,
    problem() {
      const version = modelResult.data?.modelVersion;
      if (form['fromModel'] && !form['model']) {
        if (modelResult.error) return 'The model to start from could not be read.';
        if (version && version.__typename !== 'ModelVersion') return version.message;
      }
      if (!isEmpty()) return undefined;
      if (runResult.error ?? manifestResult.error)
        return 'What is to be duplicated could not be read.';
      if (form['from'] && runResult.data?.run === null)
        return `There is no run ${form['from']} to duplicate.`;
      if (form['like'] && manifestResult.data?.manifest === null)
        return `There is no manifest ${form['like']} to start from.`;
      return undefined;
    },
  };
}
