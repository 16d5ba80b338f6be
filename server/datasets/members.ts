import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { listColumns, namesOf } from '../database/table.ts';
import { MEMBERS } from './columns.ts';

type Transaction = Pick<Database['prisma'], '$queryRaw' | '$executeRaw'>;

/** Traces of one side with their places, as many as a statement takes only moments for. */
type Slice = { members: Sql; side: string | null };

const ROWS_AT_ONCE = 10_000;

export function slicesOf(
  { sql: dialect }: Database,
  { traces, sides }: { traces: { id: string }[]; sides: string[] | undefined },
): Slice[] {
  const placesBySide = Map.groupBy(traces.keys(), (place) => sides?.[place] ?? null);
  return [...placesBySide].flatMap(([side, places]) => {
    const pairs = places.map((place) => [traces[place]?.id, place]);
    const starts = Array.from(
      { length: Math.ceil(pairs.length / ROWS_AT_ONCE) },
      (_, slice) => slice * ROWS_AT_ONCE,
    );
    return starts.map((start) => ({
      members: dialect.pairs(JSON.stringify(pairs.slice(start, start + ROWS_AT_ONCE))),
      side,
    }));
  });
}

export async function areAllThere(transaction: Transaction, slices: Slice[]): Promise<boolean> {
  for (const { members } of slices) {
    const missing = await transaction.$queryRaw<unknown[]>(sql`
      SELECT pair.key FROM ${members} LEFT JOIN "Trace" AS t ON t."id" = pair.key
      WHERE t."id" IS NULL LIMIT 1`);
    if (missing.length > 0) return false;
  }
  return true;
}

export async function insertMembers(
  transaction: Transaction,
  datasetId: string,
  slices: Slice[],
): Promise<void> {
  for (const { members, side } of slices) {
    await transaction.$executeRaw(sql`
      INSERT INTO "DatasetTrace" (${listColumns(namesOf(MEMBERS))})
      SELECT ${datasetId}, pair.value, pair.key, ${side} FROM ${members}`);
  }
}
