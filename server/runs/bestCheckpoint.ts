import type { Prisma } from '../../prisma/generated/sqlite/client.ts';

/** The best checkpoint of a training by what was measured on held-out rows. */
export type BestCheckpoint = { metric: string; step: number; value: number };

/** The best checkpoint of a run from its column, which holds what its trainer told last; null before it told of one. */
export function storedBest({ best }: { best: Prisma.JsonValue }): BestCheckpoint | null {
  return best as BestCheckpoint | null;
}
