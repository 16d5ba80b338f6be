import type { ForecastFragment, ForecastPlanFragment } from '../graphql/generated/graphql.ts';
import { bytesText } from '../ui/format/bytes.ts';
import { countText, numberText } from '../ui/format/number.ts';

/** What a form makes of its rows, for people: steps, rows, sequences, how much of it is real. */
export function planText({ plan, isExact }: Pick<ForecastFragment, 'plan' | 'isExact'>): string {
  const heldOut = plan.evaluationRows ? `, ${numberText(plan.evaluationRows)} held out` : '';
  if (plan.totalSteps === 0) {
    return `No step: ${numberText(plan.rows)} rows to train on${heldOut} don't make one. Lower the batch size, or add rows.`;
  }
  const about = plan.isPacked && !isExact ? 'about ' : '';
  const steps = `${about}${countText(plan.totalSteps, 'step')} in all`;
  const perEpoch = `${decimals(plan.stepsPerEpoch ?? 0)} per epoch of ${countText(plan.rows, 'row')}`;
  const sequences = plan.isPacked
    ? ` in ${about}${countText(plan.sequences ?? 0, 'sequence')}`
    : '';
  return sentence(`${steps}: ${perEpoch}${sequences}${heldOut}`);
}

/** What is left out of the dataset; undefined where nothing is. */
export function droppedText({ plan, isExact }: Pick<ForecastFragment, 'plan' | 'isExact'>) {
  if (plan.droppedRows === 0) return undefined;
  return sentence(
    `${isExact ? '' : 'about '}${countText(plan.droppedRows, 'row')} too long or unfit for turns left out`,
  );
}

/** How much of what is computed is real; undefined where nothing is. */
export function fillText({ plan, isExact }: Pick<ForecastFragment, 'plan' | 'isExact'>) {
  if (!plan.fill) return undefined;
  const real = `${isExact ? '' : 'about '}${percent(plan)} of what is computed is real`;
  return sentence(`${real}, the rest is padding to ${plan.lengths.join(' or ')} tokens`);
}

/** What packing would save. */
export function packedText(
  packed: ForecastPlanFragment,
  { plan, isExact }: Pick<ForecastFragment, 'plan' | 'isExact'>,
) {
  const about = isExact ? '' : 'about ';
  return sentence(
    `packing would make it ${about}${percent(packed)}: ${countText(packed.sequences ?? 0, 'sequence')} instead of ${countText(plan.rows, 'row')} an epoch, and ${about}${countText(packed.totalSteps, 'step')} in all`,
  );
}

export function memoryText(bytes: number): string {
  return `Takes about ${bytesText(bytes)} of memory.`;
}

function percent({ fill }: ForecastPlanFragment): string {
  return `${Math.round(100 * (fill ?? 0))} %`;
}

function decimals(steps: number): string {
  const rounded = Math.round(steps * 100) / 100;
  return countText(rounded, 'step');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
