import { sql } from '@prisma/client-runtime-utils';
import type { Evaluation, Sample } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';

export const HARVESTS = [
  'CORRECT_SHORTEST',
  'ALL_CORRECT',
  'WRONG_CONFIDENT',
  'RIGHT_OVER_WRONG',
] as const;

/** Which samples of an evaluation are taken. */
export type Harvest = (typeof HARVESTS)[number];

const MOST_SAMPLES = 20_000;

/** The samples that are meant, by question and in their order; at most 20,000. The shortest is that of the fewest tokens, the most
 * confident that of the greatest mean log probability; of equal ones the first. */
export async function chooseSamples(
  { prisma, scan }: Pick<Database, 'prisma' | 'scan'>,
  { runId, step }: Pick<Evaluation, 'runId' | 'step'>,
  harvest: Harvest,
): Promise<Sample[]> {
  const isMeant = sql`s."runId" = ${runId} AND s."step" = ${step}`;
  const place = (
    order: typeof SHORTEST,
  ) => sql`SELECT s."seq", s."row", CAST(s."outcome" AS TEXT) AS "outcome",
    row_number() OVER (PARTITION BY s."row", s."outcome" ORDER BY ${order}) AS "place" FROM "Sample" AS s WHERE ${isMeant}`;
  const chosen = {
    ALL_CORRECT: sql`SELECT s."seq" FROM "Sample" AS s WHERE ${isMeant} AND s."outcome" = 'CORRECT' ORDER BY s."row", s."index"`,
    CORRECT_SHORTEST: sql`SELECT p."seq" FROM (${place(SHORTEST)}) AS p WHERE p."place" = 1 AND p."outcome" = 'CORRECT' ORDER BY p."row"`,
    WRONG_CONFIDENT: sql`SELECT p."seq" FROM (${place(MOST_CONFIDENT)}) AS p WHERE p."place" = 1 AND p."outcome" = 'WRONG' ORDER BY p."row"`,
    RIGHT_OVER_WRONG: sql`SELECT p."seq" FROM (${place(SHORTEST)}) AS p WHERE p."place" = 1 AND p."outcome" IN ('CORRECT', 'WRONG')
      AND 2 = (SELECT count(DISTINCT s."outcome") FROM "Sample" AS s WHERE ${isMeant} AND s."row" = p."row" AND s."outcome" IN ('CORRECT', 'WRONG'))
      ORDER BY p."row", p."outcome"`,
  }[harvest];
  const found = await scan<{ seq: number | bigint }>(sql`${chosen} LIMIT ${MOST_SAMPLES}`);
  const samples = await prisma.sample.findMany({
    where: { runId, seq: { in: found.map(({ seq }) => Number(seq)) } },
    orderBy: [{ row: 'asc' }, { index: 'asc' }],
  });
  return samples;
}

const SHORTEST = sql`s."tokens", s."index"`;
// Without a likelihood nothing is confident; PostgreSQL would put it first.
const MOST_CONFIDENT = sql`s."meanLogprob" DESC NULLS LAST, s."index"`;
