import type { Score } from '../../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../../database/open.ts';
import { lockTraces } from '../lockTraces.ts';
import { recordScores, type Verdict as ScoreVerdict } from '../record.ts';
import type { Verdict } from './verifier.ts';

export const ANSWER = 'answer';

/** Keeps what the verifier said of traces: 1 for a right answer, else 0. An error is no score, nor is the verdict on a
 * trace that was deleted meanwhile. */
export async function recordVerdicts(
  connection: DatabaseConnection,
  judged: { traceId: string; verdict: Verdict }[],
): Promise<Score[]> {
  const stored = await lockTraces(
    connection,
    judged.map(({ traceId }) => traceId),
  );
  const verdicts = judged
    .filter(({ traceId, verdict }) => stored.has(traceId) && verdict.outcome !== 'error')
    .map(({ traceId, verdict }) => scoreOf(traceId, verdict));
  const known = judged.find(({ verdict }) => verdict.outcome !== 'error')?.verdict;
  if (verdicts.length === 0 || !known) return [];
  return recordScores(connection, {
    verdicts,
    judged: { source: 'PROGRAM', judge: known.verifier, version: String(known.version) },
  });
}

function scoreOf(traceId: string, verdict: Verdict): ScoreVerdict {
  const { verifier, version, ...details } = verdict;
  const { outcome, reason } = verdict;
  return {
    traceId,
    criteria: ANSWER,
    score: outcome === 'correct' ? 1 : 0,
    label: outcome,
    explanation: reason,
    details,
  };
}
