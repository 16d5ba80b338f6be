import { choice, readValue, textThat } from '../../address/codec.ts';
import { integerIn } from '../../address/integerIn.ts';
import type { Codecs } from '../../address/understood.ts';
import { printForm } from '../../address/urlForm.ts';
import type { BuildDatasetInput, SelectionStrategy } from '../../graphql/generated/graphql.ts';
import { isUnderstoodFilter, traceFilterOf } from '../../traces/filter/traceFilter.ts';
import { LENGTH_CODEC, LIMIT, SEED } from '../ranges.ts';

export const FILTER_DEFAULTS = {
  search: '',
  source: '',
  meta: [] as string[],
  scoreBy: '',
  scoreMin: '',
  scoreMax: '',
  scoreLabel: '',
  stepsMin: '',
  stepsMax: '',
  from: '',
  to: '',
  ids: '',
  except: '',
};

/** What stands in the builder; the filter has the names that the list of traces has in its address. */
export const DEFAULT_DATASET_FORM = {
  name: '',
  version: 'v1',
  ...FILTER_DEFAULTS,
  strategy: 'LATEST',
  seed: '1',
  stratifyBy: '',
  limit: '100',
  parent: '',
  /** The `max_seq_length` that lengths are held against. */
  length: '2048',
};

export type DatasetForm = typeof DEFAULT_DATASET_FORM;

const STRATEGY = choice(['LATEST', 'RANDOM', 'STRATIFIED'], 'LATEST');

/** What else an address may say of the form has a field that can show it. */
export const DATASET_CODECS: Codecs = {
  from: textThat((value) => isUnderstoodFilter('from', value)),
  to: textThat((value) => isUnderstoodFilter('to', value)),
  // An empty one is about to be written.
  meta: textThat((value) => value === '=' || isUnderstoodFilter('meta', value)),
  ids: textThat((value) => isUnderstoodFilter('ids', value)),
  except: textThat((value) => isUnderstoodFilter('except', value)),
  strategy: STRATEGY,
  length: LENGTH_CODEC,
};

/** The part of the address that says which traces are candidates. */
export function filterSearchOf(form: DatasetForm): string {
  return printForm(pick(form), FILTER_DEFAULTS);
}

/** What is to be built. Numbers that can't be read are left out: `selectionProblemsOf` names them. */
export function definitionOf(form: DatasetForm): BuildDatasetInput {
  const strategy = strategyOf(form.strategy);
  return {
    name: form.name,
    version: form.version,
    filter: traceFilterOf(new URLSearchParams(filterSearchOf(form))),
    limit: integerIn(form.limit, LIMIT) ?? 100,
    strategy,
    seed: strategy === 'LATEST' ? null : (integerIn(form.seed, SEED) ?? 0),
    stratifyBy: strategy === 'STRATIFIED' ? form.stratifyBy : null,
    parentDatasetKey: form.parent || null,
  };
}

/** The same under a name that is fit for a preview, which needs none. */
export function previewInputOf(form: DatasetForm): BuildDatasetInput {
  return { ...definitionOf(form), name: 'preview', version: 'v0', parentDatasetKey: null };
}

/** The field that a place in the API's input is. */
export function datasetFieldAt(path: readonly string[]): keyof DatasetForm | undefined {
  const [first = '', second = '', third = ''] = path[0] === 'input' ? path.slice(1) : path;
  const place = [first, ...(first === 'filter' ? [second, third] : [])].filter(Boolean).join('.');
  return PLACES[place];
}

const PLACES: Record<string, keyof DatasetForm> = {
  name: 'name',
  version: 'version',
  limit: 'limit',
  seed: 'seed',
  strategy: 'strategy',
  stratifyBy: 'stratifyBy',
  parentDatasetKey: 'parent',
  'filter.search': 'search',
  'filter.source': 'source',
  'filter.score': 'scoreMax',
  'filter.score.min': 'scoreMin',
  'filter.score.max': 'scoreMax',
  'filter.stepCount': 'stepsMax',
  'filter.stepCount.min': 'stepsMin',
  'filter.stepCount.max': 'stepsMax',
};

export function strategyOf(text: string): SelectionStrategy {
  return readValue(STRATEGY, text);
}

function pick(form: DatasetForm): typeof FILTER_DEFAULTS {
  const values = Object.keys(FILTER_DEFAULTS).map((name) => [name, Reflect.get(form, name)]);
  return { ...FILTER_DEFAULTS, ...Object.fromEntries(values) };
}
