import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkBatch({ manifest, plan, isExact }: Evidence): Finding {
  const size = manifest.training.batch_size;
  if (manifest.data.packing) {
    const about = isExact ? '' : 'about ';
    return plan.trainingRows === 0
      ? { status: 'FAIL', message: 'There is no row to train on' }
      : {
          status: 'PASS',
          message: `${about}${countRows(plan.sequences, 'sequence')} in ${about}${countRows(plan.batchesPerEpoch, 'batch', 'batches')} of ${size}`,
        };
  }
  if (plan.trainingRows < size) {
    return {
      status: 'FAIL',
      message: `${countRows(plan.trainingRows, 'row')} can't fill one batch of ${size}: lower batch_size or add rows`,
    };
  }
  if (plan.remainder > 0) {
    return {
      status: 'WARN',
      message: `${countRows(plan.remainder, 'row')} of each epoch left out: ${plan.trainingRows} rows make ${countRows(plan.batchesPerEpoch, 'full batch', 'full batches')} of ${size}, and Tunix drops the partial one`,
    };
  }
  return {
    status: 'PASS',
    message: `${countRows(plan.trainingRows, 'row')} in ${countRows(plan.batchesPerEpoch, 'batch', 'batches')} of ${size}`,
  };
}
