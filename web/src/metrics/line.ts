import type { ChartLine } from '../ui/chart/line.ts';
import { metricText } from '../ui/format/measured.ts';
import { numberText } from '../ui/format/number.ts';
import { endingOf } from './ending.ts';
import { measureOf, modeOf } from './group.ts';
import type { Series } from './series.ts';
import { smooth } from './smooth.ts';

const MOST_DOTS = 200;
// Fewer points are looked at one by one.
const LEAST_SMOOTHED = 50;
// Dashes say that between the dots nothing was measured.
const HELD_OUT = [5, 4];

/** A series as a line. Evaluations are few and far between, so they are not smoothed and have dots; nor
 * is a learning rate, which does not waver and would seem to follow its schedule late. */
export function lineOf(
  series: Series,
  look: { label: string; color: string; weight: number },
): ChartLine {
  const isEvaluation = modeOf(series.name) === 'eval';
  const isSmooth =
    !isEvaluation &&
    measureOf(series.name) !== 'learning_rate' &&
    look.weight > 0 &&
    series.count >= LEAST_SMOOTHED;
  return {
    label: look.label,
    color: look.color,
    ...(isEvaluation ? { dash: HELD_OUT } : {}),
    steps: series.steps,
    values: isSmooth ? smooth(series, look.weight) : series.values,
    ...(isSmooth ? { ghost: series.values } : {}),
    hasDots: isEvaluation && series.steps.length <= MOST_DOTS,
    texts: series.texts,
    note: noteOf(series),
  };
}

/** What a chart can't draw of a series, in words. */
function noteOf(series: Series): string {
  const { count, steps, texts, replacedCount } = series;
  const odd = texts.filter((text) => text !== null).length;
  const isThinned = steps.length < count;
  return [
    ...(odd > 0 ? [`✕ ${numberText(odd)}${isThinned ? ' or more' : ''} not finite`] : []),
    ...endingWords(series),
    ...(replacedCount > 0 ? [`${numberText(replacedCount)} measured again, the newest shown`] : []),
  ].join(' · ');
}

function endingWords(series: Series): string[] {
  const ending = endingOf(series);
  if (!ending?.text) return [];
  const { finite, step, text } = ending;
  const before = finite
    ? `last ${metricText(finite.value)} at step ${finite.step}`
    : 'never a finite number';
  return [`${text} at step ${step}, ${before}`];
}

const COLORS = 6;

/** The colour of the nth line or run, counted from 0; told apart by colour-blind eyes too. */
export function colorOf(index: number): string {
  return `var(--series-${(index % COLORS) + 1})`;
}
