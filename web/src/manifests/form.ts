import { loraModules } from '../../../server/manifests/architectures.ts';
import { outputDirProblem } from '../../../server/manifests/outputDir.ts';
import type { CreateManifestInput } from '../graphql/generated/graphql.ts';
import { problemOf } from './rangeProblem.ts';
import { TRAINING_FIELDS } from './ranges.ts';

const OWN_DEFAULTS = {
  dataset: '',
  model: '',
  outputDir: './output',
  lora: '',
  timeout: '',
  from: '',
  like: '',
  run: '',
};

/** What stands in the form by name; all of it can be in the address. */
export type ManifestForm = Record<string, string>;

export const DEFAULTS: ManifestForm = {
  ...OWN_DEFAULTS,
  ...Object.fromEntries(TRAINING_FIELDS.map(({ name, initial }) => [name, initial])),
};

const LONGEST_TIMEOUT = 31_536_000;

/** What is wrong, by the name of the field. */
export function problemsOf(form: ManifestForm): Record<string, string> {
  const found: [string, string | undefined][] = [
    ['dataset', form['dataset'] ? undefined : 'Choose a dataset'],
    ['model', lengthProblem(form['model'] ?? '', 256)],
    [
      'outputDir',
      lengthProblem(form['outputDir'] ?? '', 512) ?? outputDirProblem(form['outputDir'] ?? ''),
    ],
    ['timeout', timeoutProblem(form['timeout'] ?? '')],
    ...TRAINING_FIELDS.filter(({ group }) => group !== 'LoRA' || form['lora']).map(
      (field): [string, string | undefined] => [
        field.name,
        problemOf(field, form[field.name] ?? ''),
      ],
    ),
  ];
  return Object.fromEntries(found.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The form as the API takes it; only of a form without problems. */
export function inputOf(form: ManifestForm): CreateManifestInput {
  const value = (name: string) => form[name] ?? '';
  const number = (name: string) => Number(value(name));
  return {
    datasetKey: value('dataset'),
    modelId: value('model'),
    outputDir: value('outputDir'),
    training: {
      learningRate: number('learningRate'),
      numEpochs: number('numEpochs'),
      batchSize: number('batchSize'),
      maxSeqLength: number('maxSeqLength'),
      schedule: oneOf(value('schedule'), ['CONSTANT', 'LINEAR', 'COSINE']),
      warmupSteps: number('warmupSteps'),
      weightDecay: number('weightDecay'),
      gradientAccumulationSteps: number('gradientAccumulationSteps'),
      maxSteps: value('maxSteps').trim() ? number('maxSteps') : null,
      seed: number('seed'),
      evaluationFraction: number('evaluationFraction'),
      evaluationEverySteps: number('evaluationEverySteps'),
      checkpointEverySteps: number('checkpointEverySteps'),
      checkpointsKept: number('checkpointsKept'),
      lora: value('lora')
        ? {
            rank: number('loraRank'),
            alpha: number('loraAlpha'),
            modulePath: value('loraModulePath') || null,
          }
        : null,
      meshShape: [number('meshFsdp'), number('meshTp')],
      modelSource: oneOf(value('modelSource'), SOURCES),
      modelPath: value('modelPath') || null,
      tokenizer: value('tokenizer') || null,
      dtype: oneOf(value('dtype'), ['FLOAT32', 'BFLOAT16']),
    },
  };
}

/** The form that gives a configuration again. */
export function formOf(configuration: unknown): ManifestForm {
  const entries = TRAINING_FIELDS.map((field) => {
    const value = valueAt(configuration, field.at);
    const text = value == null ? field.initial : String(value);
    return [field.name, field.kind === 'choice' ? text.toUpperCase() : text];
  });
  const form: ManifestForm = Object.fromEntries(entries);
  const model = String(valueAt(configuration, ['model', 'model_id']) ?? '');
  // What follows from the model id need not be said.
  const source = model === TINY_MODEL ? 'BUILTIN' : 'HUGGINGFACE';
  if (form['modelSource'] === source) form['modelSource'] = '';
  if (form['loraModulePath'] === loraModules(model)) form['loraModulePath'] = '';
  return {
    ...form,
    model,
    lora: valueAt(configuration, ['lora']) ? 'on' : '',
    outputDir: String(valueAt(configuration, ['output', 'output_dir']) ?? './output'),
  };
}

export const TINY_MODEL = 'tunix-rt/tiny';

/** With these the built-in model learns something on a laptop in under a minute. */
export const TINY_VALUES: ManifestForm = {
  learningRate: '5e-3',
  schedule: 'COSINE',
  warmupSteps: '2',
  maxSeqLength: '256',
  evaluationFraction: '0.05',
};

/** The field of the form that a place in the API's input is; undefined for what it does not have. */
export function fieldAt(path: readonly string[]): string | undefined {
  const place = path[0] === 'input' ? path.slice(1) : path;
  const [first = ''] = place;
  return (
    NAMES[first] ??
    TRAINING_FIELDS.find((field) => field.path.every((part, index) => part === place[index]))?.name
  );
}

const NAMES: Record<string, string> = {
  datasetKey: 'dataset',
  modelId: 'model',
  outputDir: 'outputDir',
  timeoutSeconds: 'timeout',
};

const SOURCES = ['BUILTIN', 'HUGGINGFACE', 'KAGGLE', 'GCS', 'LOCAL'] as const;

function oneOf<const Value extends string>(text: string, values: readonly Value[]): Value | null {
  return values.find((value) => value === text) ?? null;
}

function valueAt(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>((inner, part) => Object(inner)[part], value);
}

function lengthProblem(text: string, maximum: number): string | undefined {
  const { length } = [...text];
  if (text.trim() === '') return `Expected 1 to ${maximum} characters, got nothing`;
  return length > maximum ? `Expected at most ${maximum} characters, got ${length}` : undefined;
}

function timeoutProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  const isGood = Number.isInteger(value) && value >= 1 && value <= LONGEST_TIMEOUT;
  return isGood
    ? undefined
    : `Expected a whole number of seconds, 1 to ${LONGEST_TIMEOUT.toLocaleString('en')}, got ${text}`;
}
