import { planSteps } from '../../../server/preflight/plan.ts';
import { numberText } from '../ui/format/number.ts';
import type { ManifestForm } from './form.ts';

/** How many steps a form without problems makes of a number of rows, for people. */
export function stepsText(form: ManifestForm, rows: number): string {
  const value = (name: string) => Number(form[name]);
  const accumulated = value('gradientAccumulationSteps');
  const plan = planSteps({
    rows,
    evaluationFraction: value('evaluationFraction'),
    batchSize: value('batchSize'),
    numEpochs: value('numEpochs'),
    gradientAccumulationSteps: accumulated,
    maxSteps: form['maxSteps']?.trim() ? value('maxSteps') : null,
  });
  const heldOut = plan.evaluationRows ? `, ${numberText(plan.evaluationRows)} held out` : '';
  const batches = accumulated > 1 ? `${numberText(plan.batchesPerEpoch)} batches` : '';
  const perEpoch = batches || `${numberText(plan.batchesPerEpoch)} steps`;
  return plan.totalSteps === 0
    ? `No step: ${numberText(plan.trainingRows)} rows to train on${heldOut} don't make one. Lower the batch size, or add rows.`
    : `${numberText(plan.totalSteps)} ${plan.totalSteps === 1 ? 'step' : 'steps'} in all: ${perEpoch} per epoch of ${numberText(plan.trainingRows)} rows${heldOut}.`;
}
