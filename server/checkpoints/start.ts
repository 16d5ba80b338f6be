import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseConnection } from '../database/open.ts';
import { InvalidStateError } from '../errors.ts';
import { linkFolder } from '../files/linkFolder.ts';
import { refusalOf } from '../files/systemError.ts';
import { keptSteps } from './copy.ts';
import { digestOf, folderDigest } from './digest.ts';

/** Checkpoints of a training by their steps, where they lie: in its own folder, or in that of a registered model, whose
 * digest is known. */
export type Origin = {
  runId: string | null;
  folder: string;
  name: string;
  steps: number[];
  digest?: string;
};

const CHECKPOINTS = 'checkpoints';
const TOKENIZER = 'tokenizer';

/** The folders of what a run starts from. */
export const STARTED = [CHECKPOINTS, TOKENIZER];

/** Puts checkpoints and the tokenizer of their training into another folder, so that neither needs the training's any more;
 * nothing is left of that folder when it fails.
 * @returns their digest @throws InvalidStateError for a step of which no checkpoint is kept, or where there is no room */
export async function copyStart(
  { database }: { database: Pick<DatabaseConnection, 'prisma'> },
  { origin, to }: { origin: Origin; to: string },
): Promise<string> {
  const saved = origin.steps.filter((step) => step > 0).sort((a, b) => a - b);
  try {
    await requireKept(origin);
    for (const step of saved) {
      const path = checkpointPath(step);
      await linkFolder(join(origin.folder, path), join(to, path));
    }
    if (existsSync(join(origin.folder, TOKENIZER))) {
      await linkFolder(join(origin.folder, TOKENIZER), join(to, TOKENIZER));
    } else if (!existsSync(origin.folder)) {
      throw new InvalidStateError(`${origin.name} has no folder any more: it was deleted`);
    }
    const known = saved.length > 0 ? origin.digest : undefined;
    return known ?? (await startDigest(database, { origin, saved, folder: to }));
  } catch (error) {
    await rm(to, { recursive: true, force: true });
    // It was removed while it was taken, for a later one.
    await requireKept(origin);
    throw refusalOf(error, origin.name);
  }
}

/** The digest of what was taken, by those of its parts. */
async function startDigest(
  database: Pick<DatabaseConnection, 'prisma'>,
  { origin: { runId }, saved, folder }: { origin: Origin; saved: number[]; folder: string },
): Promise<string> {
  const parts = [];
  for (const step of saved) {
    const path = checkpointPath(step);
    const place = { runId, step, folder: join(folder, path) };
    parts.push({ path, digest: await checkpointDigest(database, place) });
  }
  if (existsSync(join(folder, TOKENIZER))) {
    parts.push({ path: TOKENIZER, digest: await folderDigest(join(folder, TOKENIZER)) });
  }
  return digestOf(parts);
}

function checkpointPath(step: number): string {
  return `${CHECKPOINTS}/${step}`;
}

/** @throws InvalidStateError for a step of which no checkpoint is kept */
export async function requireKept({ folder, name, steps }: Origin): Promise<void> {
  const kept = await keptSteps(join(folder, CHECKPOINTS));
  const missing = steps.filter((step) => step > 0 && !kept.includes(step));
  if (missing.length === 0) return;
  throw new InvalidStateError(
    `${name} keeps no checkpoint of step ${missing.join(', ')}: it has ${kept.join(', ') || 'none'}`,
  );
}

/** The digest of a checkpoint, computed when it is asked for first. */
async function checkpointDigest(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { runId, step, folder }: { runId: string | null; step: number; folder: string },
): Promise<string> {
  if (runId === null) return folderDigest(folder);
  const { checkpoint } = prisma;
  const known = await checkpoint.findFirst({ where: { runId, step }, select: { digest: true } });
  if (known?.digest) return known.digest;
  const digest = await folderDigest(folder);
  await checkpoint.updateMany({ where: { runId, step }, data: { digest } });
  return digest;
}
