import { refusesPacking } from '../../manifests/architectures.ts';
import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';
import type { StepPlan } from '../plan.ts';

/** How much of what is computed is real, and what packing would make of it. */
export function checkFill({ manifest, plan, packed, isExact }: Evidence): Finding {
  const { model_id: id } = manifest.model;
  const about = isExact ? '' : 'about ';
  const why = refusesPacking(id);
  if (!manifest.data.packing) {
    const message = `${about}${share(plan)} of what is computed is real, the rest is padding to ${lengthsOf(plan)} tokens`;
    if (!packed) return { status: 'PASS', message };
    return {
      status: 'INFO',
      message: `${message}. With packing it is ${about}${share(packed)}: ${countRows(packed.sequences, 'sequence')} instead of ${countRows(plan.trainingRows, 'row')}, in ${countRows(packed.batchesPerEpoch, 'batch', 'batches')} an epoch instead of ${plan.batchesPerEpoch}`,
    };
  }
  if (why) return { status: 'FAIL', message: `${id} can't be trained on packed rows: ${why}` };
  const message = `${countRows(plan.trainingRows, 'row')} in ${about}${countRows(plan.sequences, 'sequence')} of ${lengthsOf(plan)} tokens; ${about}${share(plan)} of what is computed is real`;
  return plan.sequences < manifest.training.batch_size
    ? {
        status: 'WARN',
        message: `${message}. They don't fill a batch of ${manifest.training.batch_size}: lower batch_size or max_seq_length`,
      }
    : { status: 'PASS', message };
}

function share({ fill }: StepPlan): string {
  return `${Math.round(fill * 100)} %`;
}

function lengthsOf({ lengths }: StepPlan): string {
  return lengths.join(' or ');
}
