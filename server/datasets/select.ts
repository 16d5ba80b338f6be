import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { listColumns } from '../database/table.ts';
import { ValidationError } from '../errors.ts';
import { FROM_TRACES, type TraceRecord } from '../traces/columns.ts';
import { rankBySeed } from '../traces/rankBySeed.ts';
import type { Candidates } from './candidates.ts';
import type { DatasetDefinition } from './definition.ts';
import { countStrata, type Stratum, strataOf, stratification } from './strata.ts';

/** A trace that was selected, with the counts that statistics are made of. */
export type SelectedTrace = Pick<TraceRecord, (typeof SELECTED)[number]>;

export const SELECTED = ['id', 'stepCount', 'charCount'] as const;

/** What a selection holds, in its order, and the strata that it was taken from, if by strata. */
type Selection = { traces: SelectedTrace[]; strata: Stratum[] };

/** The traces of a dataset to be.
 * @throws ValidationError when `stratifyBy` splits the traces into more than 10,000 strata, or into
 * none */
export async function selectTraces(
  database: Database,
  { definition, candidates, signal }: Asked,
): Promise<Selection> {
  const { scan, sql: dialect } = database;
  const read = (query: Sql) => scan<SelectedTrace>(query, signal);
  const { tables: from, condition, order } = candidates;
  if (definition.strategy === 'LATEST') {
    const traces = await read(sql`
      SELECT ${listColumns(SELECTED, 't')} FROM ${from} WHERE ${condition}
      ORDER BY ${order} LIMIT ${definition.limit}`);
    return { traces, strata: [] };
  }
  const rank = rankBySeed(definition.seed ?? 0);
  if (definition.strategy === 'RANDOM') {
    const traces = await read(sql`
      SELECT ${listColumns(SELECTED, 't')} FROM ${from} WHERE ${condition}
      ORDER BY ${rank}, t."digest", t."id" LIMIT ${definition.limit}`);
    return { traces, strata: [] };
  }
  const stratifyBy = definition.stratifyBy ?? '';
  const by = await stratification(database, { stratifyBy, from, signal });
  const { stratum, tables } = by;
  const sizes = await countStrata(database, { stratifyBy, by, condition, signal });
  const quotas = allocate(sizes, definition.limit);
  const traces = await read(sql`
    SELECT ${listColumns(SELECTED)} FROM (
      SELECT ${listColumns(SELECTED, 't')}, t."digest", ${rank} AS rank, ${stratum} AS stratum,
        row_number() OVER (PARTITION BY ${stratum} ORDER BY ${rank}, t."digest", t."id") AS place
      FROM ${tables} WHERE ${condition}
    ) AS ranked JOIN ${dialect.pairs(JSON.stringify([...quotas]))} ON pair.key = ranked.stratum
    WHERE ranked.place <= pair.value ORDER BY ranked.rank, ranked."digest", ranked."id"`);
  return { traces, strata: strataOf(by.nameOf, sizes, quotas) };
}

type Asked = {
  definition: DatasetDefinition;
  candidates: Candidates;
  signal?: AbortSignal | undefined;
};

/** Traces by their ids, in this order. @throws ValidationError naming the first that is not stored */
export async function readSelected(
  { scan, sql: dialect }: Database,
  { ids, signal }: { ids: string[]; signal: AbortSignal | undefined },
): Promise<SelectedTrace[]> {
  if (ids.length === 0) return [];
  const rows = await scan<SelectedTrace>(
    sql`SELECT ${listColumns(SELECTED, 't')} FROM ${FROM_TRACES} WHERE ${dialect.isOneOf(sql`t."id"`, ids)}`,
    signal,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const trace = byId.get(id);
    if (trace) return trace;
    const message = `Expected ids of traces that are stored, got ${id}, which is not`;
    throw new ValidationError([{ path: ['input', 'addTraceIds'], message }]);
  });
}

/** How many rows each stratum gives: its share of the limit, rounded down, and what is left over one by
 * one to the largest remainders (the method of largest remainder; equal ones in the order of their
 * keys). */
export function allocate(sizes: Map<string, number>, limit: number): Map<string, number> {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (total <= limit) return sizes;
  const shares = [...sizes].map(([key, size]) => {
    const whole = Math.floor((size * limit) / total);
    return { key, whole, remainder: (size * limit) % total };
  });
  const left = limit - shares.reduce((sum, { whole }) => sum + whole, 0);
  shares.sort((a, b) => b.remainder - a.remainder || (a.key < b.key ? -1 : 1));
  return new Map(shares.map(({ key, whole }, index) => [key, whole + (index < left ? 1 : 0)]));
}
