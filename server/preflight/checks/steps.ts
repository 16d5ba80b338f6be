import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkSteps({ manifest, plan, isExact }: Evidence): Finding {
  const { num_epochs: epochs } = manifest.training;
  const { gradient_accumulation_steps: accumulated, warmup_steps: warmup } = manifest.optimizer;
  // Rows alone make the same steps however long they are.
  const about = manifest.data.packing && !isExact ? 'about ' : '';
  const parts = [
    `${about}${countRows(plan.batchesPerEpoch, 'batch', 'batches')} per epoch over ${countRows(epochs, 'epoch')}`,
    ...(accumulated > 1 ? [`${accumulated} batches to a step`] : []),
    `${about}${countRows(plan.totalSteps, 'step')} in all`,
    ...(plan.totalSteps === manifest.max_steps ? ['as many as max_steps allows'] : []),
    ...(plan.evaluationRows > 0
      ? [`${countRows(plan.evaluationRows, 'row')} held out for evaluation`]
      : []),
  ];
  const message = parts.join(', ');
  if (plan.totalSteps === 0) {
    const advice = 'Training would end at once: lower batch_size, or add rows or epochs';
    return { status: 'FAIL', message: `${message}. ${advice}` };
  }
  if (warmup > 0 && warmup >= plan.totalSteps) {
    const advice = `The learning rate would still be rising: lower warmup_steps, which is ${warmup}, below the steps`;
    return { status: 'FAIL', message: `${message}. ${advice}` };
  }
  const most = manifest.max_steps ?? 0;
  if (most > plan.stepsOfEpochs) {
    const advice = `max_steps allows ${most}, but the epochs end before`;
    return { status: 'WARN', message: `${message}. ${advice}` };
  }
  return { status: 'PASS', message };
}
