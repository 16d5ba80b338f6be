import { USUAL_ROWS } from '../../../../server/datasets/limits.ts';
import { choice, readValue, textThat } from '../../address/codec.ts';
import { integerIn } from '../../address/integerIn.ts';
import type { Codecs } from '../../address/understood.ts';
import { printForm } from '../../address/urlForm.ts';
import type {
  BuildDatasetInput,
  DatasetKind,
  SelectionStrategy,
} from '../../graphql/generated/graphql.ts';
import {
  type FilterName,
  isUnderstoodFilter,
  traceFilterOf,
} from '../../traces/filter/traceFilter.ts';
import { keptSelection } from '../../traces/list/keptSelection.ts';
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
  import: '',
  ids: '',
  except: '',
} satisfies Record<FilterName, string | string[]>;

/** What stands in the builder; the filter has the names that the list of traces has in its address. */
export const DEFAULT_DATASET_FORM = {
  name: '',
  version: 'v1',
  kind: 'TRACES',
  ...FILTER_DEFAULTS,
  strategy: 'LATEST',
  seed: '1',
  stratifyBy: '',
  limit: String(USUAL_ROWS),
  criteria: '',
  margin: '0',
  choice: 'BEST_WORST',
  parent: '',
  /** `1` where the rows of the parent are the candidates. */
  fromParent: '',
  /** The name of a selection of traces that the tab keeps, where it is too long for an address. */
  selection: '',
  /** Ids of traces beside those selected, and of those that stay though they repeat another. */
  add: '',
  keep: '',
  /** Which repetitions are left out: `exact`, `near`, or none. */
  repetitions: '',
  threshold: '0.8',
  /** Sides with their shares: `train=0.9,test=0.1`. */
  split: '',
  splitSeed: '0',
  groupBy: '',
  /** The `max_seq_length` that lengths are held against. */
  length: '2048',
};

export type DatasetForm = typeof DEFAULT_DATASET_FORM;

const STRATEGY = choice(['LATEST', 'RANDOM', 'STRATIFIED'], 'LATEST');
const KIND = choice(['TRACES', 'PAIRS'], 'TRACES');
const CHOICE = choice(['BEST_WORST', 'ALL'], 'BEST_WORST');

/** What else an address may say of the form has a field that can show it. */
export const DATASET_CODECS: Codecs = {
  from: textThat((value) => isUnderstoodFilter('from', value)),
  to: textThat((value) => isUnderstoodFilter('to', value)),
  // An empty one is about to be written.
  meta: textThat((value) => value === '=' || isUnderstoodFilter('meta', value)),
  import: textThat((value) => isUnderstoodFilter('import', value)),
  ids: textThat((value) => isUnderstoodFilter('ids', value)),
  except: textThat((value) => isUnderstoodFilter('except', value)),
  strategy: STRATEGY,
  kind: KIND,
  choice: CHOICE,
  length: LENGTH_CODEC,
};

/** The part of the address that says which traces are candidates. */
export function filterSearchOf(form: DatasetForm): string {
  return printForm(pick(form), FILTER_DEFAULTS);
}

/** What is to be built. Numbers that can't be read are left out: `selectionProblemsOf` names them. */
export function definitionOf(form: DatasetForm): BuildDatasetInput {
  const strategy = strategyOf(form);
  const kind = kindOf(form);
  return {
    name: form.name,
    version: form.version,
    kind,
    filter: {
      ...traceFilterOf(new URLSearchParams(filterSearchOf(form))),
      ...(form.selection && { ids: keptSelection(form.selection) ?? [] }),
    },
    limit: limitOf(form),
    strategy,
    seed: strategy === 'LATEST' ? null : (integerIn(form.seed, SEED) ?? 0),
    stratifyBy: strategy === 'STRATIFIED' ? form.stratifyBy : null,
    parentDatasetKey: form.parent || null,
    pairing:
      kind === 'PAIRS'
        ? {
            criteria: form.criteria,
            leastMargin: numberIn(form.margin) ?? 0,
            choice: readValue(CHOICE, form.choice),
          }
        : null,
    fromParent: form.fromParent === '1',
    addTraceIds: kind === 'TRACES' && form.add ? idsIn(form.add) : null,
    duplicates: kind === 'TRACES' ? duplicatesOf(form) : null,
    split: splitOf(form),
  };
}

/** The most rows that are asked for. */
export function limitOf({ limit }: DatasetForm): number {
  return integerIn(limit, LIMIT) ?? USUAL_ROWS;
}

function duplicatesOf({ repetitions, keep, threshold }: DatasetForm) {
  if (!repetitions) return null;
  const nearThreshold = repetitions === 'near' ? (numberIn(threshold) ?? null) : null;
  return { nearThreshold, keepTraceIds: idsIn(keep) };
}

function splitOf(form: DatasetForm) {
  if (!form.split.trim()) return null;
  return {
    parts: partsIn(form.split) ?? [],
    seed: integerIn(form.splitSeed, SEED) ?? 0,
    groupBy: kindOf(form) === 'TRACES' && form.groupBy ? form.groupBy : null,
  };
}

/** The sides that a text names with their shares, `train=0.9,test=0.1`; undefined for another text. */
export function partsIn(text: string): { name: string; fraction: number }[] | undefined {
  const parts = text.split(',').map((part) => {
    const [, name = '', share = ''] = /^\s*([^\s=]+)\s*[=\s]\s*([\d.]+)\s*$/.exec(part) ?? [];
    return { name, fraction: Number(share) };
  });
  return parts.every(({ name, fraction }) => name && fraction > 0) ? parts : undefined;
}

export function idsIn(text: string): string[] {
  return text.split(',').filter(Boolean);
}

/** A text with one more id. */
export function withId(text: string, id: string): string {
  return [...new Set([...idsIn(text), id])].join(',');
}

export function numberIn(text: string): number | undefined {
  return text.trim() && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** The same under a name that is fit for a preview, which needs none. */
export function previewInputOf(form: DatasetForm): BuildDatasetInput {
  const definition = definitionOf(form);
  const parentDatasetKey = definition.fromParent ? definition.parentDatasetKey : null;
  return { ...definition, name: 'preview', version: 'v0', parentDatasetKey };
}

/** The field that a place in the API's input is. */
export function datasetFieldAt(path: readonly string[]): keyof DatasetForm | undefined {
  const [first = '', second = '', third = ''] = path[0] === 'input' ? path.slice(1) : path;
  const inner = first === 'filter' ? [second, third] : HAS_PARTS.includes(first) ? [second] : [];
  return PLACES[[first, ...inner].filter(Boolean).join('.')];
}

const HAS_PARTS = ['pairing', 'duplicates', 'split'];

const PLACES: Record<string, keyof DatasetForm> = {
  name: 'name',
  version: 'version',
  limit: 'limit',
  seed: 'seed',
  strategy: 'strategy',
  stratifyBy: 'stratifyBy',
  parentDatasetKey: 'parent',
  fromParent: 'parent',
  kind: 'kind',
  'pairing.criteria': 'criteria',
  'pairing.leastMargin': 'margin',
  'duplicates.nearThreshold': 'threshold',
  split: 'split',
  'split.parts': 'split',
  'split.groupBy': 'groupBy',
  'filter.search': 'search',
  'filter.source': 'source',
  'filter.score': 'scoreMax',
  'filter.score.min': 'scoreMin',
  'filter.score.max': 'scoreMax',
  'filter.stepCount': 'stepsMax',
  'filter.stepCount.min': 'stepsMin',
  'filter.stepCount.max': 'stepsMax',
};

export function strategyOf({ kind, strategy }: DatasetForm): SelectionStrategy {
  const chosen = readValue(STRATEGY, strategy);
  return chosen === 'STRATIFIED' && kind === 'PAIRS' ? 'LATEST' : chosen;
}

export function kindOf({ kind }: DatasetForm): DatasetKind {
  return readValue(KIND, kind);
}

function pick(form: DatasetForm): typeof FILTER_DEFAULTS {
  const values = Object.keys(FILTER_DEFAULTS).map((name) => [name, Reflect.get(form, name)]);
  return { ...FILTER_DEFAULTS, ...Object.fromEntries(values) };
}
