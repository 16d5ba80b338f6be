import { sql } from '@prisma/client-runtime-utils';
import { digitsOf } from '../database/digits.ts';
import type { Database } from '../database/open.ts';
import { NotFoundError, ValidationError } from '../errors.ts';
import { newId } from '../ids.ts';
import { shown } from '../parse.ts';
import { filterCondition, type TraceFilter } from '../traces/filter.ts';
import { CRITERIA } from './criteria.ts';

type Countable = { id: string; stepCount: number; stepChars: number };

type Judge = (trace: Countable) => { score: number; details: object };

const BATCH_SIZE = 5_000;

/**
 * Scores one trace; every call adds a score, and the newest counts.
 * @returns the id of the new score
 * @throws ValidationError for criteria that are not known, NotFoundError for a trace that is not stored
 */
export async function scoreTrace(
  database: Database,
  { traceId, criteria }: { traceId: string; criteria: string },
): Promise<string> {
  const judge = judgeFor(criteria);
  return database.prisma.$transaction(async (transaction) => {
    const trace = await transaction.trace.findUnique({
      where: { id: traceId },
      select: { id: true, stepCount: true, stepChars: true },
    });
    if (!trace) throw new NotFoundError(`There is no trace ${shown(traceId)}`);
    const [scoreId] = await storeScores(database, transaction, {
      traces: [trace],
      criteria,
      judge,
    });
    return scoreId ?? '';
  });
}

/**
 * Scores every trace that a filter passes, in batches, each stored whole.
 * @returns how many were scored
 * @throws ValidationError for criteria that are not known
 */
export async function scoreTraces(
  database: Database,
  { filter, criteria }: { filter: TraceFilter | null | undefined; criteria: string },
): Promise<number> {
  const judge = judgeFor(criteria);
  let scored = 0;
  for (let after = ''; ; ) {
    const traces = await database.prisma.$transaction(async (transaction) => {
      const batch = await transaction.$queryRaw<Countable[]>(sql`
        SELECT t."id", t."stepCount", t."stepChars" FROM "Trace" AS t
        WHERE t."id" > ${after} AND ${filterCondition(database.sql, filter)} ORDER BY t."id" LIMIT ${BATCH_SIZE}`);
      await storeScores(database, transaction, { traces: batch, criteria, judge });
      return batch;
    });
    scored += traces.length;
    const last = traces.at(-1);
    if (!last || traces.length < BATCH_SIZE) return scored;
    after = last.id;
  }
}

function judgeFor(criteria: string): Judge {
  const judge = Object.hasOwn(CRITERIA, criteria) ? CRITERIA[criteria] : undefined;
  if (judge) return judge;
  const message = `Expected \`criteria\` to be one of ${Object.keys(CRITERIA).join(', ')}, got ${shown(criteria)}`;
  throw new ValidationError([{ path: ['input', 'criteria'], message }]);
}

async function storeScores(
  { sql: dialect }: Database,
  transaction: Pick<Database['prisma'], '$executeRaw' | '$queryRaw'>,
  { traces, criteria, judge }: { traces: Countable[]; criteria: string; judge: Judge },
): Promise<string[]> {
  if (traces.length === 0) return [];
  const ids = traces.map(({ id }) => id);
  const lock = dialect.lockTraces(ids);
  if (lock) await transaction.$queryRaw(lock);
  await transaction.$executeRaw(sql`
    UPDATE "Score" SET "isNewest" = false
    WHERE ${dialect.isOneOf(sql`"traceId"`, ids)} AND "criteria" = ${criteria} AND "isNewest"`);
  const createdAt = new Date().toISOString().replace('Z', '+00:00');
  const rows = traces.map((trace) => {
    const { score, details } = judge(trace);
    return [newId(), trace.id, criteria, digitsOf(score), JSON.stringify(details), createdAt];
  });
  await transaction.$executeRaw(dialect.insertScores(JSON.stringify(rows)));
  return rows.map(([id]) => String(id));
}
