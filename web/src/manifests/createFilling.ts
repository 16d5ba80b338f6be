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

/** Fills a form that nobody has touched from the run or manifest that its address names; what else the address says
 * stays. */
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
  return {
    problem() {
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
