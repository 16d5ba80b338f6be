import { sql } from '@prisma/client-runtime-utils';
import type { Judge } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { FROM_TRACES } from '../../traces/columns.ts';
import type { TraceFilter } from '../../traces/filter.ts';
import { prepareCondition } from '../../traces/search/narrow.ts';
import { definitionOf } from '../definition.ts';
import { JUDGED, judgedTrace } from '../get.ts';
import { estimateTokens, messagesFor } from '../request.ts';

const SAMPLE = 50;

/** The traces that a judge is to be asked about, the newest first; without `again`, not those that this version has
 * scored already. */
export async function selectTraces(
  database: Database,
  {
    judge,
    filter,
    limit,
    again,
    signal,
  }: {
    judge: Judge;
    filter?: TraceFilter | null | undefined;
    limit: number;
    again: boolean;
    signal?: AbortSignal | undefined;
  },
): Promise<string[]> {
  const unscored = sql`NOT EXISTS (SELECT 1 FROM "Score" AS j WHERE j."traceId" = t."id"
    AND j."source" = 'JUDGE' AND j."judge" = ${judge.name} AND j."version" = ${String(judge.version)})`;
  const isMeant = await prepareCondition(database, filter);
  const rows = await database.scan<{ id: string }>(
    sql`SELECT t."id" AS id FROM ${FROM_TRACES}
      WHERE ${isMeant} ${again ? sql`` : sql`AND ${unscored}`}
      ORDER BY t."id" DESC LIMIT ${limit}`,
    signal,
  );
  return rows.map(({ id }) => id);
}

/** About how many tokens the prompts for traces have, by those of the first ones. */
export async function estimatePrompts(
  { prisma }: Database,
  { judge, traceIds }: { judge: Judge; traceIds: string[] },
): Promise<number> {
  const definition = definitionOf(judge);
  const traces = await prisma.trace.findMany({
    where: { id: { in: traceIds.slice(0, SAMPLE) } },
    select: JUDGED,
  });
  const tokens = traces.map((trace) => estimateTokens(messagesFor(definition, judgedTrace(trace))));
  const sum = tokens.reduce((total, each) => total + each, 0);
  return traces.length === 0 ? 0 : Math.round((sum / traces.length) * traceIds.length);
}
