import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../../database/open.ts';
import { FROM_TRACES } from '../../traces/columns.ts';
import { readTraces, readTracesWhere, type StoredTrace } from '../../traces/read.ts';
import { prepareCondition } from '../../traces/search/narrow.ts';
import { type Chosen, type ExportSource, leftOut } from './chosen.ts';

type From = { source: ExportSource; signal?: AbortSignal | undefined };

/** All traces of a source. */
export async function chooseTraces(
  database: Database,
  { source }: From,
): Promise<Chosen<StoredTrace>> {
  if ('filter' in source) {
    const condition = await prepareCondition(database, source.filter);
    return { count: null, leftOut: null, read: () => readTracesWhere(database, condition) };
  }
  return chosenIds(database, source.traceIds);
}

/** The traces of a source whose answer is known. */
export async function chooseQuestions(
  database: Database,
  { source, signal }: From,
): Promise<Chosen<StoredTrace>> {
  const { sql: dialect, scan } = database;
  if ('filter' in source) {
    const condition = await prepareCondition(database, source.filter);
    const [missing] = await scan<{ count: number | bigint }>(
      sql`SELECT count(*) AS count FROM ${FROM_TRACES} WHERE ${unanswered(condition)}`,
      signal,
    );
    const answered = sql`${condition} AND t."expectedAnswer" IS NOT NULL`;
    return {
      count: null,
      leftOut: leftOut(Number(missing?.count ?? 0), NOT_EXPECTED),
      read: () => readTracesWhere(database, answered),
    };
  }
  const { traceIds } = source;
  const missing = await scan<{ id: string }>(
    sql`SELECT t."id" FROM ${FROM_TRACES} WHERE ${unanswered(dialect.isOneOf(sql`t."id"`, traceIds))}`,
    signal,
  );
  const without = new Set(missing.map(({ id }) => id));
  const answered = traceIds.filter((id) => !without.has(id));
  return {
    ...chosenIds(database, answered),
    leftOut: leftOut(traceIds.length - answered.length, NOT_EXPECTED),
  };
}

function chosenIds(database: Database, traceIds: string[]): Chosen<StoredTrace> {
  return {
    count: traceIds.length,
    leftOut: null,
    read: (most) => readTraces(database, traceIds.slice(0, most)),
  };
}

function unanswered(condition: Sql): Sql {
  return sql`${condition} AND t."expectedAnswer" IS NULL`;
}

const NOT_EXPECTED = 'they have no expected answer';
