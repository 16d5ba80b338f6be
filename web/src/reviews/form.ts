import { choice, readValue } from '../address/codec.ts';
import { integerIn } from '../address/integerIn.ts';
import { printForm } from '../address/urlForm.ts';
import type { CreateReviewInput, ReviewKind } from '../graphql/generated/graphql.ts';
import { FILTER_NAMES, traceFilterOf } from '../traces/filter/traceFilter.ts';

/** What stands in the form of a new review; the filter has the names that the list of traces has in its address. */
export const DEFAULT_REVIEW_FORM = {
  name: '',
  kind: 'TRACE',
  criteria: '',
  scale: 'labels',
  labels: 'good = 1\nbad = 0',
  least: '1',
  most: '5',
  orderBy: 'RANDOM',
  seed: '0',
  limit: '100',
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

export type ReviewForm = typeof DEFAULT_REVIEW_FORM;

const KIND = choice(['TRACE', 'STEP', 'PAIR'], 'TRACE');
const ORDER = choice(['RANDOM', 'NEWEST', 'OLDEST'], 'RANDOM');
const LIMIT = { min: 1, max: 10_000 };
const SEED = { min: 0, max: 2_147_483_647 };
const ANY = { min: -1_000_000, max: 1_000_000 };

export function kindOf(form: ReviewForm): ReviewKind {
  return readValue(KIND, form.kind);
}

/** What is to be made. Numbers that can't be read are left out: `problemsOf` names them. */
export function inputOf(form: ReviewForm): CreateReviewInput {
  const kind = kindOf(form);
  const isOfLabels = kind !== 'PAIR' && form.scale === 'labels';
  const isOfRange = kind !== 'PAIR' && form.scale === 'range';
  return {
    name: form.name,
    kind,
    criteria: form.criteria,
    labels: isOfLabels ? labelsOf(form.labels) : null,
    range: isOfRange
      ? { min: integerIn(form.least, ANY) ?? 0, max: integerIn(form.most, ANY) ?? 0 }
      : null,
    order: readValue(ORDER, form.orderBy),
    seed: integerIn(form.seed, SEED) ?? 0,
    limit: integerIn(form.limit, LIMIT) ?? 100,
    filter: filterOf(form),
  };
}

function filterOf(form: ReviewForm) {
  const isFilter = (name: string) => FILTER_NAMES.some((known) => known === name);
  const part = (values: ReviewForm) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => isFilter(name)));
  return traceFilterOf(new URLSearchParams(printForm(part(form), part(DEFAULT_REVIEW_FORM))));
}

/** A label a line, with its score behind an equals sign; without one, what its line is from below: 0 for the last. */
function labelsOf(text: string): { label: string; score: number }[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.map((line, index) => {
    const [, label, score] = /^(.*?)\s*=\s*(-?\d+(?:\.\d+)?)$/.exec(line) ?? [];
    return label && score !== undefined
      ? { label, score: Number(score) }
      : { label: line, score: lines.length - 1 - index };
  });
}

export function problemsOf(form: ReviewForm): Partial<Record<keyof ReviewForm, string>> {
  const isOfLabels = kindOf(form) !== 'PAIR' && form.scale === 'labels';
  const isOfRange = kindOf(form) !== 'PAIR' && form.scale === 'range';
  const count = labelsOf(form.labels).length;
  return {
    ...(!form.name.trim() && { name: 'Give it a name' }),
    ...(!form.criteria.trim() && { criteria: 'Say what is judged, such as clarity' }),
    ...(isOfLabels && (count < 2 || count > 9) && { labels: `2 to 9 labels, not ${count}` }),
    ...(isOfRange && integerIn(form.least, ANY) === undefined && { least: 'A whole number' }),
    ...(isOfRange && integerIn(form.most, ANY) === undefined && { most: 'A whole number' }),
    ...(integerIn(form.limit, LIMIT) === undefined && { limit: '1 to 10,000' }),
    ...(integerIn(form.seed, SEED) === undefined && { seed: 'A whole number, 0 or more' }),
  };
}

/** The field that a place in the API's input is. */
export function reviewFieldAt(path: readonly string[]): keyof ReviewForm | undefined {
  return PLACES[path.slice(1, 3).join('.')] ?? PLACES[path[1] ?? ''];
}

const PLACES: Record<string, keyof ReviewForm> = {
  name: 'name',
  criteria: 'criteria',
  labels: 'labels',
  range: 'most',
  seed: 'seed',
  limit: 'limit',
};
