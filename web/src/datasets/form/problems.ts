import { integerIn, type Range } from '../../address/integerIn.ts';
import { LIMIT, SEED, STEP_RANGE } from '../ranges.ts';
import { type DatasetForm, strategyOf } from './definition.ts';

export type Problems = Partial<Record<keyof DatasetForm, string>>;

/** What is wrong with a selection: the preview can't show what is meant. */
export function selectionProblemsOf(form: DatasetForm): Problems {
  const strategy = strategyOf(form.strategy);
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
  });
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
