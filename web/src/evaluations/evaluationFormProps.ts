import type { SetStoreFunction } from 'solid-js/store';
import type { EvaluationForm } from './form.ts';

/** What is known of what is asked beyond the form. */
export type Asked = {
  stepCount: number;
  run: { datasetKey: string; modelId: string } | null | undefined;
};

export type EvaluationFormProps = {
  form: EvaluationForm;
  setForm: SetStoreFunction<EvaluationForm>;
  problems: Partial<Record<string, string>>;
  tell: (asked: Asked) => void;
};
