import { z } from 'zod';
import type { Score } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { ValidationError } from '../errors.ts';
import { GIVEN, GIVER, targetProblem, verdictOf } from './given.ts';
import { lockTraces } from './lockTraces.ts';
import { recordScores } from './record.ts';

/** Scores that a person or a program gives to traces by their ids. */
export const addScoresInput = z.strictObject({
  source: z.enum(['PERSON', 'PROGRAM']),
  ...GIVER,
  scores: z
    .array(z.strictObject({ traceId: z.string(), ...GIVEN }))
    .min(1)
    .max(1_000),
});

/** Adds scores, all or none; of several for the same the last counts.
 * @throws ValidationError naming each trace that is not stored, and each step that its trace has not */
export function addScores(
  { prisma, sql }: Database,
  { source, judge, version, scores }: z.output<typeof addScoresInput>,
): Promise<Score[]> {
  return prisma.$transaction(async (transaction) => {
    const connection = { prisma: transaction, sql };
    const ids = [...new Set(scores.map(({ traceId }) => traceId))];
    const stepCounts = await lockTraces(connection, ids);
    const issues = scores.flatMap((score, index) => {
      const problem = targetProblem(stepCounts, score);
      if (!problem) return [];
      const { field, message } = problem;
      return [{ path: ['input', 'scores', String(index), field], message }];
    });
    if (issues.length > 0) throw new ValidationError(issues);
    return recordScores(connection, {
      verdicts: scores.map((score) => verdictOf(score.traceId, score)),
      judged: { source, judge, version: version ?? null },
    });
  });
}
