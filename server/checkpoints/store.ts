import type { Checkpoint, Prisma } from '../../prisma/generated/sqlite/client.ts';
import { newId } from '../ids.ts';

export type SavedCheckpoint = Omit<Checkpoint, 'id' | 'runId' | 'digest'>;

/** Stores checkpoints of a run, in their order: of two at one step the later replaces the earlier. */
export async function storeCheckpoints(
  { checkpoint }: Pick<Prisma.TransactionClient, 'checkpoint'>,
  runId: string,
  checkpoints: SavedCheckpoint[],
): Promise<void> {
  for (const { step, ...saved } of checkpoints) {
    await checkpoint.upsert({
      where: { runId_step: { runId, step } },
      create: { id: newId(), runId, step, ...saved },
      update: { ...saved, digest: null },
    });
  }
}
