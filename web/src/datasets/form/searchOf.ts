import { printForm } from '../../address/urlForm.ts';
import type {
  DatasetFactsFragment,
  DuplicatesInput,
  PairingInput,
  SplitInput,
  TraceFilter,
} from '../../graphql/generated/graphql.ts';
import { metaText } from '../../traces/filter/traceFilter.ts';
import { type DatasetForm, DEFAULT_DATASET_FORM, FILTER_DEFAULTS } from './definition.ts';

type Source = Pick<
  DatasetFactsFragment,
  'key' | 'filter' | 'strategy' | 'seed' | 'stratifyBy' | 'limit'
> &
  Partial<Pick<DatasetFactsFragment, 'kind' | 'pairing' | 'duplicates' | 'split'>>;

/** The addresses that ask again for what a dataset was built from: of the list of traces, and of the builder. */
export function searchOf(dataset: Source): { filter: string; builder: string } {
  // The column holds what the API took as a `TraceFilter`.
  const filter = formOf((dataset.filter ?? {}) as TraceFilter);
  const form: DatasetForm = {
    ...DEFAULT_DATASET_FORM,
    ...filter,
    ...rulesOf(dataset),
    version: '',
    strategy: dataset.strategy,
    seed: String(dataset.seed ?? DEFAULT_DATASET_FORM.seed),
    stratifyBy: dataset.stratifyBy ?? '',
    limit: String(dataset.limit),
    parent: dataset.key,
  };
  return {
    filter: printForm(filter, FILTER_DEFAULTS),
    builder: printForm(form, DEFAULT_DATASET_FORM),
  };
}

/** How its pairs, its sides and what was left out stand in the form. */
function rulesOf({ kind, pairing, duplicates, split }: Source): Partial<DatasetForm> {
  // The columns hold what the API took.
  const rule = pairing as PairingInput | null | undefined;
  const left = duplicates as DuplicatesInput | null | undefined;
  const sides = split as SplitInput | null | undefined;
  return {
    ...(kind && { kind }),
    ...(rule && {
      criteria: rule.criteria,
      margin: String(rule.leastMargin ?? 0),
      choice: rule.choice ?? 'BEST_WORST',
    }),
    ...(left && {
      repetitions: left.nearThreshold == null ? 'exact' : 'near',
      threshold: String(left.nearThreshold ?? DEFAULT_DATASET_FORM.threshold),
      keep: (left.keepTraceIds ?? []).join(','),
    }),
    ...(sides && {
      split: sides.parts.map(({ name, fraction }) => `${name}=${fraction}`).join(','),
      splitSeed: String(sides.seed ?? 0),
      groupBy: sides.groupBy ?? '',
    }),
  };
}

function formOf(filter: TraceFilter): typeof FILTER_DEFAULTS {
  const { search, source, meta, score, stepCount, createdAt, importId, ids, exceptIds } = filter;
  return {
    search: search ?? '',
    source: source ?? '',
    meta: (meta ?? []).map(({ path, equals }) => metaText({ path, equals: equals as string })),
    scoreBy: score && score.criteria !== 'baseline' ? (score.criteria ?? '') : '',
    scoreMin: textOf(score?.min),
    scoreMax: textOf(score?.max),
    scoreLabel: score?.label ?? '',
    stepsMin: textOf(stepCount?.min),
    stepsMax: textOf(stepCount?.max),
    from: createdAt?.from ?? '',
    to: createdAt?.to ?? '',
    import: String(importId ?? ''),
    ids: (ids ?? []).join(','),
    except: (exceptIds ?? []).join(','),
  };
}

function textOf(value: number | null | undefined): string {
  return value == null ? '' : String(value);
}
