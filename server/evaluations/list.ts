import type { Evaluation, Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';

export type EvaluationFilter = {
  datasetKey?: string | null | undefined;
  runId?: string | null | undefined;
  startRunId?: string | null | undefined;
  pinsHash?: string | null | undefined;
  status?: Evaluation['status'][] | null | undefined;
  text?: string | null | undefined;
};

type Slice = { cursor?: { id?: string | undefined } | undefined; skip: number; take: number };

/** A page of the evaluations that a filter passes, the newest first.
 * @param query which page, and which columns and relations Prisma loads of each */
export function listEvaluations(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { filter, query }: { filter: EvaluationFilter | null | undefined; query: Slice },
) {
  const { cursor, skip, ...rest } = query;
  const id = cursor?.id;
  const beyond = id === undefined ? {} : { id: query.take < 0 ? { gt: id } : { lt: id } };
  return prisma.evaluation.findMany({
    ...rest,
    skip: cursor ? 0 : skip,
    where: { AND: [evaluationCondition(filter), beyond] },
    orderBy: { id: 'desc' },
  });
}

export function evaluationCondition(
  filter: EvaluationFilter | null | undefined,
): Prisma.EvaluationWhereInput {
  const { datasetKey, runId, startRunId, pinsHash, status, text } = filter ?? {};
  return {
    ...(datasetKey == null ? {} : { datasetKey }),
    ...(runId == null ? {} : { runId }),
    ...(startRunId == null ? {} : { startRunId }),
    ...(pinsHash == null ? {} : { pinsHash }),
    ...(status ? { status: { in: status } } : {}),
    ...(text
      ? {
          OR: [
            { datasetKey: { contains: text } },
            { modelId: { contains: text } },
            { run: { name: { contains: text } } },
          ],
        }
      : {}),
  };
}
