import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Scoring } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { FROM_TRACES, META } from '../../traces/columns.ts';
import type { TraceFilter } from '../../traces/filter.ts';
import { prepareCondition } from '../../traces/search/narrow.ts';
import { judgeAnswers } from './judge.ts';
import { recordVerdicts } from './record.ts';
import type { Verdict, Verifier } from './verifier.ts';

type Answered = { id: string; finalAnswer: string; expectedAnswer: string; isCutOff: unknown };
type Judged = { traceId: string; verdict: Verdict };

const BATCH_SIZE = 500;
const REPORTED_ERRORS = 100;

const COUNT_OF = {
  correct: 'correctCount',
  wrong: 'wrongCount',
  no_answer: 'noAnswerCount',
  cut_off: 'cutOffCount',
  error: 'errorCount',
} as const satisfies Record<Verdict['outcome'], keyof Scoring>;

/** The final answers of traces that meet a condition and of which something is expected, in the order of their ids. */
export async function readAnswers(
  { scan, sql: dialect }: Database,
  { condition, limit, signal }: { condition: Sql; limit: number; signal?: AbortSignal },
): Promise<(Omit<Answered, 'isCutOff'> & { isCutOff: boolean })[]> {
  const rows = await scan<Answered>(
    sql`SELECT t."id", t."finalAnswer", t."expectedAnswer",
        ${dialect.jsonEquals(META, ['truncated'], true)} AS "isCutOff"
      FROM ${FROM_TRACES} WHERE t."expectedAnswer" IS NOT NULL AND ${condition}
      ORDER BY t."id" LIMIT ${limit}`,
    signal,
  );
  return rows.map((row) => ({ ...row, isCutOff: Boolean(row.isCutOff) }));
}

/** Verifies the answers of all traces that a filter passes and that were stored before the scoring, batch by batch. What
 * came of a batch is stored together with how far the scoring has come. */
export async function scoreAll(
  database: Database,
  {
    id,
    filter,
    verifier,
    signal,
  }: {
    id: string;
    filter: TraceFilter | null | undefined;
    verifier: Verifier;
    signal: AbortSignal;
  },
): Promise<void> {
  // A later trace has a greater id than the scoring.
  const isMeant = sql`t."id" < ${id} AND ${await prepareCondition(database, filter)}`;
  await countMeant(database, { id, isMeant, signal });
  const reported: { traceId: string; message: string }[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const condition = sql`t."id" > ${after} AND ${isMeant}`;
    const traces = await readAnswers(database, { condition, limit: BATCH_SIZE, signal });
    const verdicts = await judgeAnswers(verifier, traces);
    signal.throwIfAborted();
    const judged = traces.flatMap(({ id: traceId }, index) => {
      const verdict = verdicts[index];
      return verdict ? [{ traceId, verdict }] : [];
    });
    reported.push(...errorsOf(judged).slice(0, REPORTED_ERRORS - reported.length));
    await database.prisma.$transaction(async (prisma) => {
      await recordVerdicts({ prisma, sql: database.sql }, judged);
      await prisma.scoring.update({
        where: { id },
        data: { ...increments(judged), errors: reported },
      });
    });
    after = traces.length < BATCH_SIZE ? undefined : traces.at(-1)?.id;
  }
}

async function countMeant(
  { prisma, scan }: Database,
  { id, isMeant, signal }: { id: string; isMeant: Sql; signal: AbortSignal },
): Promise<void> {
  const [counts] = await scan<{ all: number | bigint; expected: number | bigint }>(
    sql`SELECT count(*) AS "all", count(t."expectedAnswer") AS "expected"
      FROM ${FROM_TRACES} WHERE ${isMeant}`,
    signal,
  );
  const traceCount = Number(counts?.expected ?? 0);
  const leftOutCount = Number(counts?.all ?? 0) - traceCount;
  await prisma.scoring.update({ where: { id }, data: { traceCount, leftOutCount } });
}

function increments(judged: Judged[]) {
  const counts = Map.groupBy(judged, ({ verdict }) => COUNT_OF[verdict.outcome]);
  return Object.fromEntries(
    [...counts].map(([column, some]) => [column, { increment: some.length }]),
  );
}

function errorsOf(judged: Judged[]) {
  return judged
    .filter(({ verdict }) => verdict.outcome === 'error')
    .map(({ traceId, verdict }) => ({ traceId, message: verdict.reason }));
}
