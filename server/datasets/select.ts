import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { listColumns } from '../database/table.ts';
import { FROM_TRACES, type TraceRecord } from '../traces/columns.ts';
import { filterCondition } from '../traces/filter.ts';
import { rankBySeed } from '../traces/rankBySeed.ts';
import type { DatasetDefinition } from './definition.ts';
import { countStrata, type Stratum, strataOf, stratification } from './strata.ts';

/** A trace that was selected, with the counts that statistics are made of. */
export type SelectedTrace = Pick<TraceRecord, (typeof SELECTED)[number]>;

const SELECTED = ['id', 'stepCount', 'charCount'] as const;

/** What a selection holds, in its order, and the strata that it was taken from, if by strata. */
export type Selection = { traces: SelectedTrace[]; strata: Stratum[] };

/** The traces of a dataset to be.
 * @throws ValidationError when `stratifyBy` splits the traces into more than 10,000 strata, or into
 * none */
export async function selectTraces(
  database: Database,
  definition: DatasetDefinition,
  signal?: AbortSignal | undefined,
): Promise<Selection> {
  const { scan, sql: dialect } = database;
  const read = (query: Sql) => scan<SelectedTrace>(query, signal);
  const condition = filterCondition(dialect, definition.filter);
  if (definition.strategy === 'LATEST') {
    const traces = await read(sql`
      SELECT ${listColumns(SELECTED, 't')} FROM ${FROM_TRACES} WHERE ${condition}
      ORDER BY t."id" DESC LIMIT ${definition.limit}`);
    return { traces, strata: [] };
  }
  const rank = rankBySeed(definition.seed ?? 0);
  if (definition.strategy === 'RANDOM') {
    const traces = await read(sql`
      SELECT ${listColumns(SELECTED, 't')} FROM ${FROM_TRACES} WHERE ${condition}
      ORDER BY ${rank}, t."digest", t."id" LIMIT ${definition.limit}`);
    return { traces, strata: [] };
  }
  const stratifyBy = definition.stratifyBy ?? '';
  const { stratum, tables } = stratification(dialect, stratifyBy);
  const sizes = await countStrata(database, { stratifyBy, condition, signal });
  const quotas = allocate(sizes, definition.limit);
  const traces = await read(sql`
    SELECT ${listColumns(SELECTED)} FROM (
      SELECT ${listColumns(SELECTED, 't')}, t."digest", ${rank} AS rank, ${stratum} AS stratum,
        row_number() OVER (PARTITION BY ${stratum} ORDER BY ${rank}, t."digest", t."id") AS place
      FROM ${tables} WHERE ${condition}
    ) AS ranked JOIN ${dialect.pairs(JSON.stringify([...quotas]))} ON pair.key = ranked.stratum
    WHERE ranked.place <= pair.value ORDER BY ranked.rank, ranked."digest", ranked."id"`);
  return { traces, strata: strataOf(stratifyBy, sizes, quotas) };
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
