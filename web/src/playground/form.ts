import {
  MOST_SAMPLES,
  SAMPLING_FIELDS,
  type SamplingField,
} from '../../../server/manifests/evaluationFields.ts';
import type { ManifestField } from '../../../server/manifests/fields.ts';
import { inputText } from '../manifests/formFields.ts';
import { rangeProblem } from '../manifests/rangeProblem.ts';

/** What stands in the form by name; all of it can be in the address. `run` and `step`, or `model`, are who is asked. */
export type PlaygroundForm = Record<string, string>;

export const DEFAULT_PLAYGROUND_FORM: PlaygroundForm = {
  run: '',
  step: '',
  model: '',
  base: 'true',
  ...Object.fromEntries(
    SAMPLING_FIELDS.map((field) => [field.name, inputText(field, field.default)]),
  ),
};

const FIRST: readonly string[] = ['temperature', 'maxNewTokens', 'samples'];

/** The values of sampling that are seen at once, and those that are behind them. */
export const FIRST_FIELDS = SAMPLING_FIELDS.filter(({ name }) => FIRST.includes(name));
export const OTHER_FIELDS = SAMPLING_FIELDS.filter(({ name }) => !FIRST.includes(name));

export function rangeOf(field: SamplingField): ManifestField & { kind: 'integer' | 'number' } {
  return field.name === 'samples' ? { ...field, max: MOST_SAMPLES } : field;
}

export function problemsOf(form: PlaygroundForm): Partial<Record<string, string>> {
  const problems = Object.fromEntries(
    SAMPLING_FIELDS.map((field) => [
      field.name,
      rangeProblem(rangeOf(field), form[field.name] ?? ''),
    ]),
  );
  if (Number(form['samples']) > 1 && Number(form['temperature']) === 0) {
    problems['temperature'] ??= 'Several samples need a temperature above 0';
  }
  return problems;
}

/** The values of sampling as the API takes them; only of a form without problems. */
export function samplingOf(form: PlaygroundForm): Record<string, number> {
  return Object.fromEntries(SAMPLING_FIELDS.map(({ name }) => [name, Number(form[name])]));
}
