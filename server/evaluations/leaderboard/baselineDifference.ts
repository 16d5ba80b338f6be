import type { Database } from '../../database/open.ts';
import { pairGroups } from '../compare/pairGroups.ts';
import { type PairedDifference, pairedDifference } from '../statistics/pairedDifference.ts';
import type { LeaderboardEntry } from './leaderboard.ts';

/** How a subject differs from the baseline; null without one, and of the baseline itself. */
export async function baselineDifference(
  database: Database,
  { evaluation, baseline }: LeaderboardEntry,
  signal?: AbortSignal | undefined,
): Promise<PairedDifference | null> {
  if (!baseline || baseline.evaluationId === evaluation.id) return null;
  const sides = { base: baseline.evaluation, other: evaluation };
  return pairedDifference(await pairGroups(database, sides, signal));
}
