import type { TunixStatus } from '../../integrations/tunix/status.ts';
import { type ManifestContent, TINY_MODEL } from '../../manifests/content.ts';
import type { StepPlan } from '../plan.ts';
import type { RowReport } from './rows.ts';

/** One thing that the dry run looked at. */
export type Check = { name: string; status: 'PASS' | 'WARN' | 'FAIL' | 'INFO'; message: string };

/** What the checks judge. */
export type Evidence = {
  manifest: ManifestContent;
  rows: RowReport;
  /** Whether the folder of a local model is on this machine. */
  hasModelFolder: boolean;
  /** On what the counts of tokens rest. */
  tokenBasis: string;
  plan: StepPlan;
  /** Why the run's folder can't be written to; null when it can. */
  folderProblem: string | null;
  freeBytes: number;
  tunix: TunixStatus;
};

const LEAST_FREE_BYTES = 1_000_000_000;

/** All checks, in the order in which they are reported. */
export function runChecks(evidence: Evidence): Check[] {
  return [
    datasetCheck,
    sourceCheck,
    turnCheck,
    lengthCheck,
    duplicateCheck,
    batchCheck,
    stepCheck,
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

function sourceCheck({ manifest, hasModelFolder }: Evidence): Check {
  const { kind, path } = manifest.source;
  const { model_id: model } = manifest.model;
  const name = 'model';
  if ((kind === 'builtin') !== (model === TINY_MODEL)) {
    return {
      name,
      status: 'FAIL',
      message: `The source builtin is for ${TINY_MODEL} and for no other model, got ${kind} with ${model}`,
    };
  }
  if ((kind === 'local' || kind === 'kaggle') && path === null) {
    return {
      name,
      status: 'FAIL',
      message: `The source ${kind} needs the path of the model: give modelPath`,
    };
  }
  const from = `${model} from ${kind}${path === null ? '' : ` at ${path}`}`;
  if (kind === 'builtin') return { name, status: 'PASS', message: from };
  if (kind !== 'local') {
    const message = `${from}: whether it is there, and what it takes, shows when training begins`;
    return { name, status: 'INFO', message };
  }
  return hasModelFolder
    ? { name, status: 'PASS', message: from }
    : { name, status: 'WARN', message: `${from}: there is no such folder on this machine` };
}

function turnCheck({ rows }: Evidence): Check {
  const forged = rows.dropped.filter(({ reason }) => reason === 'forged_turn');
  const [first] = forged;
  if (!first)
    return { name: 'turns', status: 'PASS', message: 'No row holds a turn marker of its own' };
  return {
    name: 'turns',
    status: 'FAIL',
    message: `${count(forged.length, 'row')} would forge a turn, the first is row ${first.row} (trace ${first.traceId}): its text contains <start_of_turn> or <end_of_turn>. Build a dataset without it.`,
  };
}

function lengthCheck({ manifest, rows, tokenBasis }: Evidence): Check {
  const name = 'length';
  const limit = manifest.training.max_seq_length;
  const long = rows.dropped.filter(({ reason }) => reason === 'too_long').length;
  if (long === 0) {
    return {
      name,
      status: 'PASS',
      message: `The longest row has ${rows.longestTokens} tokens of ${limit} (${tokenBasis})`,
    };
  }
  return {
    name,
    status: 'WARN',
    message: `${count(long, 'row')} over max_seq_length ${limit} would be dropped, the longest has ${rows.longestTokens} tokens (${tokenBasis})`,
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
  return { name, status: 'PASS', message };
}

function outputCheck({ manifest, folderProblem }: Evidence): Check {
  const name = 'output';
  const folder = manifest.output.output_dir;
  if (folderProblem) return { name, status: 'FAIL', message: folderProblem };
  if (isElsewhere(folder)) {
    return {
      name,
      status: 'WARN',
      message: `${folder} is outside the run's folder, so it can only be checked where training runs`,
    };
  }
  if (leaves(folder)) {
    return {
      name,
      status: 'FAIL',
      message: `${folder} leaves the run's folder: use a path inside it, such as ./output`,
    };
  }
  return { name, status: 'PASS', message: `${folder} can be written in the run's folder` };
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

function isElsewhere(folder: string): boolean {
  return folder.startsWith('/') || /^[a-z][a-z0-9+.-]*:\/\//i.test(folder);
}

function leaves(folder: string): boolean {
  return folder.split('/').includes('..');
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
