import { EVALUATION_FIELDS } from '../../../server/manifests/evaluationFields.ts';
import type { ManifestField } from '../../../server/manifests/fields.ts';
import type { EvaluationValuesInput, StartEvaluationInput } from '../graphql/generated/graphql.ts';
import { inputText } from '../manifests/formFields.ts';
import { rangeProblem } from '../manifests/rangeProblem.ts';

const FIELDS: readonly ManifestField[] = EVALUATION_FIELDS;

/** What evaluates a model as most papers do: the likeliest answer, and the mean of several. */
export const PRESETS = {
  greedy: { samples: '1', temperature: '0' },
  sampled: { samples: '4', temperature: '0.7' },
} as const;

/** What stands in the form by name; all of it can be in the address. */
export type EvaluationForm = Record<string, string>;

export const DEFAULT_EVALUATION_FORM: EvaluationForm = {
  run: '',
  steps: '',
  model: '',
  registered: '',
  dataset: '',
  split: '',
  ...Object.fromEntries(FIELDS.map((field) => [field.name, inputText(field, field.default)])),
};

/** The values of a group, as the form shows them. */
export function fieldsOf(group: ManifestField['group']): ManifestField[] {
  return FIELDS.filter((field) => field.group === group);
}

export function problemsOf(form: EvaluationForm): Record<string, string> {
  const found: [string, string | undefined][] = [
    [
      'run',
      form['run'] || form['model'] || form['registered']
        ? undefined
        : 'Choose a training, or name a model',
    ],
    ['dataset', form['dataset'] ? undefined : 'Choose the questions'],
    ['steps', form['run'] && form['steps'] === 'none' ? 'Choose at least one' : undefined],
    [
      'temperature',
      Number(form['samples']) > 1 && Number(form['temperature']) === 0
        ? 'Several samples need a temperature above 0'
        : undefined,
    ],
    ...FIELDS.flatMap((field): [string, string | undefined][] =>
      field.kind === 'integer' || field.kind === 'number'
        ? [[field.name, rangeProblem(field, form[field.name] ?? '')]]
        : [],
    ),
  ];
  return Object.fromEntries(found.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The form as the API takes it; only of a form without problems. */
export function inputOf(form: EvaluationForm): StartEvaluationInput {
  const steps = stepsOf(form);
  return {
    subjects: [
      form['registered']
        ? { model: form['registered'] }
        : form['run']
          ? { runId: form['run'], steps: steps.length > 0 ? steps : null }
          : { modelId: form['model'] ?? '' },
    ],
    datasetKey: form['dataset'] ?? '',
    split: form['split'] || null,
    values: Object.fromEntries(
      FIELDS.map((field) => [field.name, readValue(field, form[field.name] ?? '')]),
    ) as EvaluationValuesInput,
  };
}

/** The steps that are chosen; none where all are. */
export function stepsOf(form: EvaluationForm): number[] {
  return (form['steps'] ?? '')
    .split(',')
    .filter((text) => /^\d+$/.test(text))
    .map(Number);
}

function readValue(field: ManifestField, text: string): string | number | boolean | null {
  if (field.kind === 'boolean') return text === 'true';
  if (field.kind === 'choice' || field.kind === 'text') return text || null;
  return text.trim() === '' ? null : Number(text);
}

/** The field of the form that a place in the API's input is; undefined for what it does not have. */
export function evaluationFieldAt(path: readonly string[]): string | undefined {
  const [, first = '', second = ''] = path;
  if (first === 'values') return second;
  return { datasetKey: 'dataset', split: 'split', subjects: 'run' }[first];
}
