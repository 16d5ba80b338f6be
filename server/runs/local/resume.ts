import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidStateError } from '../../errors.ts';
import { type RunFolder, runFolder } from './folder.ts';

/** The committed checkpoints of a run, by step, the oldest first. */
export async function committedSteps(checkpoints: string): Promise<number[]> {
  const names = await readdir(checkpoints).catch(() => []);
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/**
 * Copies what a resumed run goes on from: the last checkpoint of an earlier run, and what its launcher
 * settled once: the order of the data, and the tokenizer that was made from it.
 * @throws InvalidStateError when there is no checkpoint
 */
export async function copyCheckpoints(
  home: string,
  fromRunId: string,
  to: RunFolder,
): Promise<void> {
  const from = runFolder(home, fromRunId);
  const last = (await committedSteps(from.checkpoints)).at(-1);
  if (last === undefined)
    throw new InvalidStateError(`The run ${fromRunId} has no checkpoint to resume from`);
  await cp(join(from.checkpoints, String(last)), join(to.checkpoints, String(last)), {
    recursive: true,
  });
  for (const name of SETTLED) {
    if (existsSync(join(from.path, name)))
      await cp(join(from.path, name), join(to.path, name), { recursive: true });
  }
}

const SETTLED = ['resume.json', 'tokenizer'];
