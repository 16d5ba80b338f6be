import { join } from 'node:path';
import { keptSteps } from '../checkpoints/copy.ts';
import { InvalidStateError } from '../errors.ts';
import { addSizes, freeableBytes, measureFolder, totalBytes } from '../files/measureFolder.ts';
import { deletedFolder, runFolder } from '../home/layout.ts';
import type { RunContext } from '../runs/context.ts';
import { getRun } from '../runs/get.ts';
import { holdRun } from '../runs/hold.ts';
import { endedRun } from '../runs/retry.ts';
import { reasonOf, removeAside, setAside } from './aside.ts';
import { resumptionsOf } from './obstacles.ts';

type Wanted = { runId: string; steps: number[] };

/** What came of deleting checkpoints. */
export type DeletedCheckpoints = {
  runId: string;
  deletedSteps: number[];
  freedBytes: number;
  leftovers: string[];
};

/** Removes checkpoints of a run that has ended; those that it does not keep are passed over. What started from them has its own copy.
 * @throws NotFoundError, InvalidStateError while it is at work, or another is to go on from it */
export async function deleteCheckpoints(
  context: RunContext,
  { runId, steps }: Wanted,
): Promise<DeletedCheckpoints> {
  const { database, settings, homeId, updates } = context;
  const home = settings.TUNIX_RT_HOME;
  const run = await endedRun(context, runId);
  if (run.home !== homeId) {
    throw new InvalidStateError(
      `The checkpoints of the run ${runId} are on another server, that of the data folder whose \`id\` is ${run.home}. Delete them there.`,
    );
  }
  const { checkpoints } = runFolder(home, runId);
  // Moved while none can come to need them, and removed when that is over.
  const moved = await database.prisma.$transaction(async (prisma) => {
    await holdRun({ prisma, sql: database.sql }, runId);
    const obstacle = (await resumptionsOf(prisma, { ids: [runId], home, homeId })).get(runId);
    if (obstacle) throw new InvalidStateError(obstacle);
    const kept = (await keptSteps(checkpoints)).filter((step) => steps.includes(step));
    for (const step of kept) {
      await moveAside(join(checkpoints, `${step}`), deletedFolder(home, runId, step));
    }
    return kept;
  });
  const deleted: DeletedCheckpoints = { runId, deletedSteps: moved, freedBytes: 0, leftovers: [] };
  for (const step of moved) {
    const { freedBytes, leftover } = await removeAside(deletedFolder(home, runId, step));
    deleted.freedBytes += freedBytes;
    if (leftover) deleted.leftovers.push(leftover);
  }
  updates.publish(runId);
  return deleted;
}

/** @throws InvalidStateError where the folder may not be written */
async function moveAside(from: string, to: string): Promise<void> {
  try {
    await setAside(from, to);
  } catch (error) {
    throw new InvalidStateError(`The checkpoint can't be removed: ${reasonOf(error)}`);
  }
}

/** What of the disk comes free with checkpoints, and what stays of them under other names. @throws NotFoundError */
export async function previewCheckpoints(
  { database, settings }: Pick<RunContext, 'database' | 'settings'>,
  { runId, steps }: Wanted,
): Promise<{ freedBytes: number; keptBytes: number }> {
  const { id } = await getRun(database, runId);
  const { checkpoints } = runFolder(settings.TUNIX_RT_HOME, id);
  const sizes = await Promise.all(steps.map((step) => measureFolder(join(checkpoints, `${step}`))));
  const size = addSizes(sizes);
  const freedBytes = freeableBytes(size);
  return { freedBytes, keptBytes: totalBytes(size) - freedBytes };
}
