import type { TunixStatus } from '../integrations/tunix/status.ts';
import { refusesPacking } from '../manifests/architectures.ts';
import type { ManifestContent } from '../manifests/content.ts';
import { estimateMemory, type MemoryEstimate } from './memory.ts';
import type { LocalModel } from './model.ts';
import { planSteps, type StepPlan } from './plan.ts';

/** What training would make of rows of so many tokens. */
export type Prediction = {
  plan: StepPlan;
  /** Whether the tokens were counted, so that the steps come true; else they are estimates. */
  isExact: boolean;
  /** The plan with packing, where much would be padding without it and the model takes packed rows; null elsewhere. */
  packed: StepPlan | null;
  /** Null where the model is not known here. */
  memory: MemoryEstimate | null;
};

/** Below this share of real tokens, packing is worth a word where it makes it so much more. */
const LEAST_FILL = 0.7;
const LEAST_GAIN = 0.1;

export function predict({
  rows,
  evaluationRows,
  isExact,
  manifest,
  model,
  tunix,
}: {
  rows: readonly number[];
  /** The tokens of rows of another side that is evaluated on. */
  evaluationRows: readonly number[];
  isExact: boolean;
  manifest: ManifestContent;
  model: LocalModel;
  tunix: TunixStatus;
}): Prediction {
  const isOnCpu = tunix.devices.length > 0 && tunix.devices.every(isCpu);
  const plan = planSteps(rows, manifest, { isOnCpu, evaluationRows });
  const isWorthwhile = plan.trainingRows > 0 && plan.fill < LEAST_FILL;
  const packed =
    isWorthwhile && !manifest.data.packing && !refusesPacking(manifest.model.model_id)
      ? planSteps(rows, { ...manifest, data: { packing: true } }, { isOnCpu, evaluationRows })
      : null;
  return {
    plan,
    isExact,
    packed: packed && packed.fill > plan.fill + LEAST_GAIN ? packed : null,
    memory: estimateMemory({ manifest, model, plan, isOnCpu }),
  };
}

function isCpu(device: string): boolean {
  return /cpu/i.test(device);
}
