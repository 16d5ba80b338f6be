import { isOutside, outputDirProblem } from '../manifests/outputDir.ts';
import { count } from './count.ts';
import type { Check, Evidence } from './evidence.ts';
import { deviceCheck, loraCheck, modelCheck, turnCheck } from './modelChecks.ts';

const LEAST_FREE_BYTES = 1_000_000_000;

/** All checks, in the order in which they are reported. */
export function runChecks(evidence: Evidence): Check[] {
  return [
    datasetCheck,
    modelCheck,
    loraCheck,
    turnCheck,
    lengthCheck,
    duplicateCheck,
    batchCheck,
    stepCheck,
    deviceCheck,
    outputCheck,
    diskCheck,
    tunixCheck,
  ].map((check) => check(evidence));
}

function datasetCheck({ manifest, rows }: Evidence): Check {
  const name = 'dataset';
  if (rows.digest !== manifest.data.digest || rows.sftSha256 !== manifest.data.sha256) {
    return {
      name,
      status: 'FAIL',
      message: `The dataset is not the one that the manifest was made from: expected the digest ${manifest.data.digest}, got ${rows.digest}`,
    };
  }
  return {
    name,
    status: 'PASS',
    message: `${count(rows.rowCount, 'row')} present and rendered, digest ${rows.digest.slice(0, 12)}… unchanged`,
  };
}

function lengthCheck({ manifest, rows, tokens }: Evidence): Check {
  const name = 'length';
  const limit = manifest.training.max_seq_length;
  const long = rows.dropped.filter(({ reason }) => reason === 'too_long').length;
  if (long === 0) {
    return {
      name,
      status: 'PASS',
      message: `The longest row has ${rows.longestTokens} tokens of ${limit} (${tokens.basis})`,
    };
  }
  return {
    name,
    status: 'WARN',
    message: `${count(long, 'row')} over max_seq_length ${limit} would be dropped, the longest has ${rows.longestTokens} tokens (${tokens.basis})`,
  };
}

function duplicateCheck({ rows }: Evidence): Check {
  return rows.duplicateCount === 0
    ? { name: 'duplicates', status: 'PASS', message: 'No two rows train on the same text' }
    : {
        name: 'duplicates',
        status: 'WARN',
        message: `${count(rows.duplicateCount, 'row')} repeat the text of an earlier one`,
      };
}

function batchCheck({ manifest, plan }: Evidence): Check {
  const name = 'batch';
  const size = manifest.training.batch_size;
  if (plan.trainingRows < size) {
    return {
      name,
      status: 'FAIL',
      message: `${count(plan.trainingRows, 'row')} can't fill one batch of ${size}: lower batch_size or add rows`,
    };
  }
  if (plan.remainder > 0) {
    return {
      name,
      status: 'WARN',
      message: `${count(plan.remainder, 'row')} of each epoch left out: ${plan.trainingRows} rows make ${count(plan.batchesPerEpoch, 'full batch', 'full batches')} of ${size}, and Tunix drops the partial one`,
    };
  }
  return {
    name,
    status: 'PASS',
    message: `${count(plan.trainingRows, 'row')} in ${count(plan.batchesPerEpoch, 'batch', 'batches')} of ${size}`,
  };
}

function stepCheck({ manifest, plan }: Evidence): Check {
  const name = 'steps';
  const { num_epochs: epochs } = manifest.training;
  const { gradient_accumulation_steps: accumulated, warmup_steps: warmup } = manifest.optimizer;
  const parts = [
    `${count(plan.batchesPerEpoch, 'batch', 'batches')} per epoch over ${count(epochs, 'epoch')}`,
    ...(accumulated > 1 ? [`${accumulated} batches to a step`] : []),
    `${count(plan.totalSteps, 'step')} in all`,
    ...(plan.totalSteps === manifest.max_steps ? ['as many as max_steps allows'] : []),
    ...(plan.evaluationRows > 0
      ? [`${count(plan.evaluationRows, 'row')} held out for evaluation`]
      : []),
  ];
  const message = parts.join(', ');
  if (plan.totalSteps === 0) {
    const advice = 'Training would end at once: lower batch_size, or add rows or epochs';
    return { name, status: 'FAIL', message: `${message}. ${advice}` };
  }
  if (warmup > 0 && warmup >= plan.totalSteps) {
    const advice = `The learning rate would still be rising: lower warmup_steps, which is ${warmup}, below the steps`;
    return { name, status: 'FAIL', message: `${message}. ${advice}` };
  }
  const most = manifest.max_steps ?? 0;
  if (most > plan.stepsOfEpochs) {
    const advice = `max_steps allows ${most}, but the epochs end before`;
    return { name, status: 'WARN', message: `${message}. ${advice}` };
  }
  return { name, status: 'PASS', message };
}

function outputCheck({ manifest, folderProblem }: Evidence): Check {
  const name = 'output';
  const folder = manifest.output.output_dir;
  const problem = folderProblem ?? outputDirProblem(folder);
  if (problem) return { name, status: 'FAIL', message: problem };
  return isOutside(folder)
    ? {
        name,
        status: 'WARN',
        message: `${folder} is outside the run's folder: this server would refuse to train there, and elsewhere it can only be checked where training runs`,
      }
    : { name, status: 'PASS', message: `${folder} can be written in the run's folder` };
}

function diskCheck({ freeBytes, rows }: Evidence): Check {
  const free = `${(freeBytes / 1e9).toFixed(1)} GB free`;
  if (freeBytes < rows.bytes)
    return { name: 'disk', status: 'FAIL', message: `${free}, less than the dataset takes` };
  return freeBytes < LEAST_FREE_BYTES
    ? { name: 'disk', status: 'WARN', message: `${free}, which checkpoints may fill` }
    : { name: 'disk', status: 'PASS', message: free };
}

function tunixCheck({ tunix }: Evidence): Check {
  return { name: 'tunix', status: 'INFO', message: tunix.message };
}
