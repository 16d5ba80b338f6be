import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { Preflight } from './dryRun.ts';

/** The findings of a run from its column, which holds what `dryRun` found; null where it found nothing yet. */
export function storedPreflight({ preflight }: { preflight: Prisma.JsonValue }): Preflight | null {
  return preflight as Preflight | null;
}
