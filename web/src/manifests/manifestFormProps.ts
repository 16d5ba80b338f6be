import type { SetStoreFunction } from 'solid-js/store';
import type { ManifestForm } from './form.ts';

/** What a part of the form reads and changes. */
export type ManifestFormProps = {
  form: ManifestForm;
  setForm: SetStoreFunction<ManifestForm>;
  problems: Partial<Record<string, string>>;
};
