import type { Series } from './series.ts';

/** Metrics that belong on one chart: `train/loss` and `eval/loss` are both `loss`. */
export type MetricGroup = { name: string; series: Series[] };

// What tells whether a training goes well, in this order; the rest is said by these or is of rare use.
const FIRST = ['loss', 'accuracy', 'grad_norm', 'learning_rate', 'tokens_per_second'];
const MODES = ['train', 'eval'];

/** Metrics by what they measure; the loss first, training before evaluation. */
export function groupMetrics(all: Iterable<Series>): MetricGroup[] {
  const groups = new Map<string, Series[]>();
  for (const series of all) {
    const name = measureOf(series.name);
    groups.set(name, [...(groups.get(name) ?? []), series]);
  }
  return [...groups]
    .map(([name, series]) => ({ name, series: series.sort(byMode) }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));
}

/** Whether a group is one of those to look at first. */
export function isMain({ name }: Pick<MetricGroup, 'name'>): boolean {
  return FIRST.includes(name);
}

/** What a metric measures: its name without `train/` or `eval/`. */
export function measureOf(name: string): string {
  return modeOf(name) ? name.slice(name.indexOf('/') + 1) : name;
}

/** `train` or `eval`, when a metric's name says so. */
export function modeOf(name: string): string | null {
  const [mode = '', ...rest] = name.split('/');
  return rest.length > 0 && MODES.includes(mode) ? mode : null;
}

function byMode(a: Series, b: Series): number {
  const place = ({ name }: Series) => MODES.indexOf(modeOf(name) ?? '');
  return place(a) - place(b) || a.name.localeCompare(b.name);
}

function rank(name: string): number {
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}
