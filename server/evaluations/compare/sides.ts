import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Evaluation } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { completedEvaluation } from '../get.ts';
import { requireSamePins } from '../pins.ts';
import { verdictsOf } from '../verdicts.ts';

/** Two evaluations, of which the other is held against the base. */
export type Sides = { base: Evaluation; other: Evaluation };

/** The sides of a comparison.
 * @throws NotFoundError, InvalidStateError where one is not complete, DifferentConditionsError unless that is allowed */
export async function openSides(
  database: Pick<Database, 'prisma'>,
  ids: { baseId: string; otherId: string; allowDifferentPins: boolean },
): Promise<Sides> {
  const base = await completedEvaluation(database, ids.baseId);
  const other = await completedEvaluation(database, ids.otherId);
  if (!ids.allowDifferentPins) {
    requireSamePins(
      base,
      other,
      'Compare evaluations under the same conditions, or allow different ones.',
    );
  }
  return { base, other };
}

/** The rows on which both sides have verdicts: their results as `b` and `o`. Of one dataset they are the same lines, of two
 * those that were made from one trace. */
export function pairedResults({ base, other }: Sides): Sql {
  const isLeft = sql`${verdictsOf('b')} > 0 AND ${verdictsOf('o')} > 0`;
  if (base.datasetDigest === other.datasetDigest) {
    return sql`FROM "RowResult" AS b JOIN "RowResult" AS o ON o."evaluationId" = ${other.id} AND o."row" = b."row"
      WHERE b."evaluationId" = ${base.id} AND ${isLeft}`;
  }
  return sql`FROM "RowResult" AS b
    JOIN "EvaluationRow" AS bq ON bq."runId" = ${base.runId} AND bq."row" = b."row"
    JOIN "EvaluationRow" AS oq ON oq."runId" = ${other.runId} AND oq."traceId" = bq."traceId"
    JOIN "RowResult" AS o ON o."evaluationId" = ${other.id} AND o."row" = oq."row"
    WHERE b."evaluationId" = ${base.id} AND ${isLeft}`;
}
