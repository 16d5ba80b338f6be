import { chooseDefault } from '../../../server/manifests/chooseDefault.ts';
import { MOST, TINY_TRAINING } from '../../../server/manifests/fields.ts';
import { fieldsAfter } from '../../../server/manifests/fieldsAfter.ts';
import { gather, valueAt } from '../../../server/manifests/gather.ts';
import { outputDirProblem } from '../../../server/manifests/outputDir.ts';
import type { CreateManifestInput, TrainingInput } from '../graphql/generated/graphql.ts';
import { FORM_FIELDS, type FormField, inputText } from './formFields.ts';
import { rangeProblem } from './rangeProblem.ts';

const OWN_DEFAULTS = {
  dataset: '',
  split: '',
  evaluationSplit: '',
  model: '',
  fromModel: '',
  outputDir: './output',
  lora: '',
  timeout: '',
  from: '',
  like: '',
  run: '',
  row: '1',
};

/** What stands in the form by name; all of it can be in the address. */
export type ManifestForm = Record<string, string>;

export const DEFAULT_MANIFEST_FORM: ManifestForm = {
  ...OWN_DEFAULTS,
  ...Object.fromEntries(FORM_FIELDS.map(({ name, initial }) => [name, initial])),
};

/** What is wrong, by the name of the field. */
export function problemsOf(form: ManifestForm): Record<string, string> {
  const found: [string, string | undefined][] = [
    ['dataset', form['dataset'] ? undefined : 'Choose a dataset'],
    ['model', form['fromModel'] ? undefined : lengthProblem(form['model'] ?? '', MOST.modelId)],
    [
      'outputDir',
      lengthProblem(form['outputDir'] ?? '', MOST.outputDir) ??
        outputDirProblem(form['outputDir'] ?? ''),
    ],
    ['timeout', timeoutProblem(form['timeout'] ?? '')],
    ...FORM_FIELDS.filter(({ group }) => group !== 'LoRA' || form['lora']).map(
      (field): [string, string | undefined] => [
        field.name,
        rangeProblem(field, form[field.name] ?? ''),
      ],
    ),
  ];
  return Object.fromEntries(found.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The form as the API takes it; only of a form without problems. */
export function manifestInputOf(form: ManifestForm): CreateManifestInput {
  const value = (name: string) => form[name] ?? '';
  return {
    datasetKey: value('dataset'),
    split: value('split') || null,
    evaluationSplit: value('evaluationSplit') || null,
    ...(value('fromModel') ? { fromModel: value('fromModel') } : { modelId: value('model') }),
    outputDir: value('outputDir'),
    training: gather<TrainingInput>([
      ...valuesAfter('', form),
      ['lora', value('lora') ? gather(valuesAfter('lora.', form)) : null],
    ]),
  };
}

/** The values whose names begin with the prefix, by what follows. */
function valuesAfter(prefix: string, form: ManifestForm): [string, unknown][] {
  return fieldsAfter(prefix).map(([name, field]) => {
    const inputs = FORM_FIELDS.filter(({ path }) => `${path}.`.startsWith(`${field.name}.`));
    const values = inputs.map(({ kind, name }) => readValue(kind, form[name] ?? ''));
    return [name, field.kind === 'integers' ? values : values[0]];
  });
}

function readValue(kind: FormField['kind'], text: string): string | number | boolean | null {
  if (kind === 'boolean') return text === 'true';
  if (kind === 'choice' || kind === 'text') return text || null;
  return text.trim() === '' ? null : Number(text);
}

/** The form that gives a configuration again. */
export function formOf(configuration: unknown): ManifestForm {
  const model = String(valueAt(configuration, 'model.model_id') ?? '');
  const hasLora = Boolean(valueAt(configuration, 'lora'));
  const entries = FORM_FIELDS.map((field) => {
    const value = valueAt(configuration, field.at);
    // What follows from the model id need not be said.
    const isSaid = !field.byModel || value !== chooseDefault(field, { modelId: model, hasLora });
    return [field.name, value == null || !isSaid ? field.initial : inputText(field, value)];
  });
  return {
    ...Object.fromEntries(entries),
    model,
    fromModel: String(valueAt(configuration, 'start.model') ?? ''),
    split: String(valueAt(configuration, 'dataset.split') ?? ''),
    evaluationSplit: String(valueAt(configuration, 'evaluation.split') ?? ''),
    lora: hasLora ? 'on' : '',
    outputDir: String(valueAt(configuration, 'output.output_dir') ?? './output'),
  };
}

/** The values that suit the built-in model. */
export const TINY_VALUES: ManifestForm = Object.fromEntries(
  FORM_FIELDS.flatMap((field) => {
    const value = valueAt(TINY_TRAINING, field.path);
    return value === undefined ? [] : [[field.name, inputText(field, value)]];
  }),
);

/** The field of the form that a place in the API's input is; undefined for what it does not have. */
export function manifestFieldAt(path: readonly string[]): string | undefined {
  const place = path[0] === 'input' ? path.slice(1) : path;
  const [first = '', ...rest] = place;
  const inTraining = `${rest.join('.')}.`;
  return NAMES[first] ?? FORM_FIELDS.find(({ path }) => inTraining.startsWith(`${path}.`))?.name;
}

const NAMES: Record<string, string> = {
  datasetKey: 'dataset',
  split: 'split',
  evaluationSplit: 'evaluationSplit',
  modelId: 'model',
  fromModel: 'model',
  outputDir: 'outputDir',
  timeoutSeconds: 'timeout',
};

function lengthProblem(text: string, maximum: number): string | undefined {
  const { length } = [...text];
  if (text.trim() === '') return `Expected 1 to ${maximum} characters, got nothing`;
  return length > maximum ? `Expected at most ${maximum} characters, got ${length}` : undefined;
}

function timeoutProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  const isGood = Number.isInteger(value) && value >= 1 && value <= MOST.timeoutSeconds;
  return isGood
    ? undefined
    : `Expected a whole number of seconds, 1 to ${MOST.timeoutSeconds.toLocaleString('en')}, got ${text}`;
}
