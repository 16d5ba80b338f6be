import { checkBatch } from './checks/batch.ts';
import { checkDataset } from './checks/dataset.ts';
import { checkDevices } from './checks/devices.ts';
import { checkDisk } from './checks/disk.ts';
import { checkDuplicates } from './checks/duplicates.ts';
import { checkEvaluation } from './checks/evaluation.ts';
import { checkFill } from './checks/fill.ts';
import { checkLeaks } from './checks/leaks.ts';
import { checkLength } from './checks/length.ts';
import { checkLora } from './checks/lora.ts';
import { checkMemory } from './checks/memory.ts';
import { checkModel } from './checks/model.ts';
import { checkOutput } from './checks/output.ts';
import { checkReasoning } from './checks/reasoning.ts';
import { checkSteps } from './checks/steps.ts';
import { checkTemplate } from './checks/template.ts';
import { checkTunix } from './checks/tunix.ts';
import { checkTurns } from './checks/turns.ts';
import type { Check, Evidence, Finding } from './evidence.ts';

/** Makes all checks, in the order in which they are reported. */
export function runChecks(evidence: Evidence): Check[] {
  return Object.entries(CHECKS).flatMap(([name, check]) => {
    const finding = check(evidence);
    return finding ? [{ name, ...finding }] : [];
  });
}

/** Null where there is nothing of the kind to check. */
const CHECKS: Record<string, (evidence: Evidence) => Finding | null> = {
  dataset: checkDataset,
  model: checkModel,
  lora: checkLora,
  template: checkTemplate,
  turns: checkTurns,
  reasoning: checkReasoning,
  length: checkLength,
  duplicates: checkDuplicates,
  evaluation: checkEvaluation,
  leaks: checkLeaks,
  batch: checkBatch,
  fill: checkFill,
  steps: checkSteps,
  memory: checkMemory,
  devices: checkDevices,
  output: checkOutput,
  disk: checkDisk,
  tunix: checkTunix,
};
