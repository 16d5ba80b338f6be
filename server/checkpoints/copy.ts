import { constants, existsSync } from 'node:fs';
import { cp, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InvalidStateError } from '../errors.ts';
import { type RunFolder, runFolder } from '../home/layout.ts';

async function committedSteps(checkpoints: string): Promise<number[]> {
  const names = await readdir(checkpoints).catch(() => []);
  const steps = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const isDone = await Promise.all(steps.map((step) => isCommitted(join(checkpoints, `${step}`))));
  return steps.filter((_step, index) => isDone[index]).sort((a, b) => a - b);
}

export async function countKept(home: string, runId: string): Promise<number> {
  return (await committedSteps(runFolder(home, runId).checkpoints)).length;
}

/** Copies the last checkpoint, the data's order and the tokenizer. @throws InvalidStateError without a checkpoint */
export async function copyCheckpoints(
  home: string,
  fromRunId: string,
  to: RunFolder,
): Promise<void> {
  const from = runFolder(home, fromRunId);
  const last = (await committedSteps(from.checkpoints)).at(-1);
  if (last === undefined)
    throw new InvalidStateError(`The run ${fromRunId} has no checkpoint to resume from`);
  await copy(join(from.checkpoints, `${last}`), join(to.checkpoints, `${last}`));
  for (const path of from.settled) {
    if (existsSync(path)) await copy(path, join(to.path, basename(path)));
  }
}

/** Copies a file or folder; where the file system can, without taking more room. */
function copy(from: string, to: string): Promise<void> {
  return cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

async function isCommitted(checkpoint: string): Promise<boolean> {
  try {
    const metadata = JSON.parse(await readFile(join(checkpoint, '_CHECKPOINT_METADATA'), 'utf8'));
    return Boolean(metadata?.commit_timestamp_nsecs);
  } catch {
    return false;
  }
}
