import { type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Prisma, Score, Scoring } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { NotFoundError, ValidationError } from '../errors.ts';
import { shown } from '../parse.ts';
import { traceFilter } from '../traces/filter.ts';
import { prepareCondition } from '../traces/search/narrow.ts';
import { ANSWER } from './answer/record.ts';
import { scoreAnswer } from './answer/scoreOne.ts';
import type { Scorings } from './answer/scorings.ts';
import { CRITERIA } from './criteria.ts';
import { recordScores } from './record.ts';

export const scoreTracesInput = z.strictObject({
  filter: traceFilter.nullish(),
  criteria: z.string(),
});

/** What scores traces: the database, and the verifier of answers. */
export type ScoringContext = { database: Database; scorings: Scorings };

type Countable = { id: string; stepCount: number; stepChars: number };

type Judge = (trace: Countable) => Pick<Score, 'score' | 'details'>;

const BATCH_SIZE = 5_000;

/** Scores one trace; every call adds a score, and the newest counts.
 * @throws ValidationError for criteria that are not known, NotFoundError for a trace that is not stored; for `answer`
 * InvalidStateError where there is no verdict, VerifierUnavailableError */
export async function scoreTrace(
  context: ScoringContext,
  { traceId, criteria }: { traceId: string; criteria: string },
): Promise<Score> {
  if (criteria === ANSWER) return scoreAnswer(context, traceId);
  const { database } = context;
  const judge = judgeFor(criteria);
  return database.prisma.$transaction(async (transaction) => {
    const condition = sql`t."id" = ${traceId}`;
    const [score] = await scoreMatching(database, transaction, { condition, criteria, judge });
    if (!score) throw new NotFoundError(`There is no trace ${shown(traceId)}`);
    return score;
  });
}

/** Scores all that a filter passes: answers how many, or the scoring that goes on.
 * @throws ValidationError for unknown criteria; for `answer` as `Scorings.start` */
export async function scoreTraces(
  { database, scorings }: ScoringContext,
  { filter, criteria }: z.output<typeof scoreTracesInput>,
): Promise<{ scoredCount: number; scoring: Scoring | null }> {
  if (criteria === ANSWER) return { scoredCount: 0, scoring: await scorings.start(filter) };
  return { scoredCount: await scoreByCounts(database, { filter, criteria }), scoring: null };
}

async function scoreByCounts(
  database: Database,
  { filter, criteria }: z.output<typeof scoreTracesInput>,
): Promise<number> {
  const judge = judgeFor(criteria);
  const isMeant = await prepareCondition(database, filter);
  let scored = 0;
  for (let after = ''; ; ) {
    const condition = sql`t."id" > ${after} AND ${isMeant}`;
    const scores = await database.prisma.$transaction((transaction) =>
      scoreMatching(database, transaction, { condition, criteria, judge }),
    );
    scored += scores.length;
    const last = scores.at(-1);
    if (!last || scores.length < BATCH_SIZE) return scored;
    after = last.traceId;
  }
}

function judgeFor(criteria: string): Judge {
  const judge = Object.hasOwn(CRITERIA, criteria) ? CRITERIA[criteria] : undefined;
  if (judge) return judge;
  const message = `Expected \`criteria\` to be one of ${[...Object.keys(CRITERIA), ANSWER].join(', ')}, got ${shown(criteria)}`;
  throw new ValidationError([{ path: ['input', 'criteria'], message }]);
}

/** Scores the traces that meet a condition, in the order of their ids, at most as many as make a batch. */
async function scoreMatching(
  { sql: dialect }: Database,
  transaction: Prisma.TransactionClient,
  { condition, criteria, judge }: { condition: Sql; criteria: string; judge: Judge },
): Promise<Score[]> {
  const traces = await transaction.$queryRaw<Countable[]>(sql`
    SELECT t."id", t."stepCount", t."stepChars" FROM "Trace" AS t
    WHERE ${condition} ORDER BY t."id" LIMIT ${BATCH_SIZE} ${dialect.locked}`);
  if (traces.length === 0) return [];
  return recordScores(
    { prisma: transaction, sql: dialect },
    {
      verdicts: traces.map((trace) => ({ traceId: trace.id, criteria, ...judge(trace) })),
      judged: { source: 'PROGRAM', judge: 'tunix-rt', version: null },
    },
  );
}
