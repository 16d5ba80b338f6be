import type { ChartLine } from '../ui/chartLine.ts';
import { measureOf, modeOf } from './group.ts';
import type { Series } from './series.ts';
import { smooth } from './smooth.ts';

const MOST_DOTS = 200;

/**
 * A series as a line. Evaluations are few and far between, so they are not smoothed and have dots; nor is
 * a learning rate, which does not waver and would seem to follow its schedule late.
 */
export function lineOf(
  series: Series,
  look: { label: string; color: string; dash?: number[]; weight: number },
): ChartLine {
  const isEvaluation = modeOf(series.name) === 'eval';
  const isSmooth = !isEvaluation && measureOf(series.name) !== 'learning_rate' && look.weight > 0;
  return {
    label: look.label,
    color: look.color,
    ...(look.dash ? { dash: look.dash } : {}),
    steps: series.steps,
    values: isSmooth ? smooth(series.values, look.weight) : series.values,
    ...(isSmooth ? { ghost: series.values } : {}),
    hasDots: isEvaluation && series.steps.length <= MOST_DOTS,
    marks: series.steps.filter((_, index) => series.texts[index] != null),
  };
}

const COLORS = 6;

/** The colour of the nth line or run, counted from 0; told apart by colour-blind eyes too. */
export function colorOf(index: number): string {
  return `var(--series-${(index % COLORS) + 1})`;
}
