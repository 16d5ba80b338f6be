import { constants, existsSync } from 'node:fs';
import { cp, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../errors.ts';
import { type RunFolder, runFolder } from '../home/layout.ts';
import { bestStep } from './bestStep.ts';

/** The steps of the checkpoints in a folder that are there whole, ascending. */
export async function keptSteps(checkpoints: string): Promise<number[]> {
  const names = await readdir(checkpoints).catch(() => []);
  const steps = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const isDone = await Promise.all(steps.map((step) => isCommitted(join(checkpoints, `${step}`))));
  return steps.filter((_step, index) => isDone[index]).sort((a, b) => a - b);
}

/** Copies what a run of its kind goes on from: of a training the last checkpoint and the best, the data's order and the
 * tokenizer; of an evaluation what it has written. @throws InvalidStateError where there is nothing to go on from */
export async function copyProgress(
  home: string,
  kind: Run['kind'],
  { from: runId, to }: { from: string; to: RunFolder },
): Promise<void> {
  const from = runFolder(home, runId);
  if (kind === 'EVALUATION') await copyAll([...from.drawn, ...from.settled], to);
  else {
    const steps = await keptSteps(from.checkpoints);
    const last = steps.at(-1);
    if (last === undefined)
      throw new InvalidStateError(`The run ${runId} has no checkpoint to resume from`);
    for (const step of new Set([
      last,
      await bestStep(from.measured, { among: steps, usual: last }),
    ])) {
      await copy(join(from.checkpoints, `${step}`), join(to.checkpoints, `${step}`));
    }
    await copyAll(from.settled, to);
  }
}

async function copyAll(paths: string[], to: RunFolder): Promise<void> {
  for (const path of paths) {
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
