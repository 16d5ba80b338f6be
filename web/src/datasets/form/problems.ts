import { integerIn, type Range } from '../../address/integerIn.ts';
import { keptSelection } from '../../traces/list/keptSelection.ts';
import { LIMIT, SEED, STEP_RANGE } from '../ranges.ts';
import { type DatasetForm, kindOf, numberIn, partsIn, strategyOf } from './definition.ts';

export type Problems = Partial<Record<keyof DatasetForm, string>>;

/** What is wrong with a selection: the preview can't show what is meant. */
export function selectionProblemsOf(form: DatasetForm): Problems {
  const strategy = strategyOf(form);
  const isPairs = kindOf(form) === 'PAIRS';
  return present({
    scoreMin: numberProblem(form.scoreMin),
    scoreMax: numberProblem(form.scoreMax) ?? orderProblem(form.scoreMin, form.scoreMax),
    stepsMin: integerProblem(form.stepsMin, STEP_RANGE),
    stepsMax:
      integerProblem(form.stepsMax, STEP_RANGE) ?? orderProblem(form.stepsMin, form.stepsMax),
    limit: form.limit.trim() ? integerProblem(form.limit, LIMIT) : expected(LIMIT, ''),
    seed:
      strategy === 'LATEST'
        ? undefined
        : form.seed.trim()
          ? integerProblem(form.seed, SEED)
          : 'Expected a seed, so that the selection can be repeated',
    stratifyBy:
      strategy === 'STRATIFIED' && !form.stratifyBy.trim()
        ? 'Expected a path into meta such as task.kind, or score: or label: and a criteria'
        : undefined,
    selection:
      form.selection && !keptSelection(form.selection)
        ? 'Only the tab in which these traces were selected knows which they are: select them again'
        : undefined,
    criteria:
      isPairs && !form.criteria.trim() ? 'Expected the criteria that pairs are made by' : undefined,
    margin: isPairs ? rangeProblem(form.margin, 0, Number.POSITIVE_INFINITY) : undefined,
    threshold: form.repetitions === 'near' ? rangeProblem(form.threshold, 0.5, 1) : undefined,
    split: form.split.trim() ? splitProblem(form.split) : undefined,
    splitSeed: form.split.trim() ? integerProblem(form.splitSeed, SEED) : undefined,
  });
}

function rangeProblem(text: string, min: number, max: number): string | undefined {
  const number = numberIn(text);
  if (number !== undefined && number >= min && number <= max) return undefined;
  const range = Number.isFinite(max) ? `from ${min} to ${max}` : `of ${min} or more`;
  return `Expected a number ${range}, got ${text.trim() || 'nothing'}`;
}

function splitProblem(text: string): string | undefined {
  const parts = partsIn(text);
  if (!parts || parts.length < 2) {
    return 'Expected two sides or more, each with its share, such as train=0.9,test=0.1';
  }
  const sum = parts.reduce((total, { fraction }) => total + fraction, 0);
  return Math.abs(sum - 1) < 1e-9
    ? undefined
    : `Expected shares that sum to 1, got ${Number(sum.toFixed(9))}`;
}

/** What else is in the way of a build. */
export function namingProblemsOf(form: DatasetForm): Problems {
  return present({
    name: keyProblem(form.name, 128),
    version: keyProblem(form.version, 64),
  });
}

function keyProblem(text: string, maximum: number): string | undefined {
  if (!text) return `Expected 1 to ${maximum} characters`;
  if (text.length > maximum) return `Expected at most ${maximum} characters, got ${text.length}`;
  return /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9._])?$/.test(text)
    ? undefined
    : 'Expected letters, digits and . _ - only, a letter or digit first and no - last';
}

function integerProblem(text: string, range: Range): string | undefined {
  return !text.trim() || integerIn(text, range) !== undefined ? undefined : expected(range, text);
}

function expected({ min, max }: Range, text: string): string {
  const range = `${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
  return `Expected a whole number, ${range}, got ${text.trim() || 'nothing'}`;
}

function numberProblem(text: string): string | undefined {
  return Number.isFinite(Number(text)) ? undefined : `Expected a number, got ${text}`;
}

function orderProblem(min: string, max: string): string | undefined {
  return min.trim() && max.trim() && Number(min) > Number(max)
    ? `Expected at least ${min}, got ${max}`
    : undefined;
}

function present(problems: Partial<Record<keyof DatasetForm, string | undefined>>): Problems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem));
}
