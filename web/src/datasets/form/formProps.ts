import type { SetStoreFunction } from 'solid-js/store';
import type { DatasetForm } from './definition.ts';
import type { Problems } from './problems.ts';

/** What a part of the builder reads and changes. */
export type DatasetFormProps = {
  form: DatasetForm;
  setForm: SetStoreFunction<DatasetForm>;
  problems: Problems;
};
