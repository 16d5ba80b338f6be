import { raw, type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { ValidationError } from '../errors.ts';
import { sha256 } from '../traces/digest.ts';
import { filterCondition } from '../traces/filter.ts';
import type { DatasetDefinition } from './definition.ts';

/** A trace that was selected, with the counts that statistics are made of. */
export type SelectedTrace = { id: string; stepCount: number; charCount: number };

type Connection = Pick<Database['prisma'], '$queryRaw'>;

const MOST_STRATA = 10_000;

/**
 * The traces of a dataset to be, in its order.
 * @throws ValidationError when `stratifyBy` splits the traces into more than 10,000 strata
 */
export async function selectTraces(
  connection: Connection,
  { sql: dialect }: Pick<Database, 'sql'>,
  definition: DatasetDefinition,
): Promise<SelectedTrace[]> {
  const condition = filterCondition(dialect, definition.filter);
  if (definition.strategy === 'LATEST') {
    return connection.$queryRaw(sql`
      SELECT t."id", t."stepCount", t."charCount" FROM "Trace" AS t WHERE ${condition}
      ORDER BY t."id" DESC LIMIT ${definition.limit}`);
  }
  const rank = rankBySeed(definition.seed ?? 0);
  if (definition.strategy === 'RANDOM') {
    return connection.$queryRaw(sql`
      SELECT t."id", t."stepCount", t."charCount" FROM "Trace" AS t WHERE ${condition}
      ORDER BY ${rank}, t."digest", t."id" LIMIT ${definition.limit}`);
  }
  const { stratum, tables } = stratification(dialect, definition.stratifyBy ?? '');
  const strata = await connection.$queryRaw<{ key: string; count: number | bigint }[]>(sql`
    SELECT key, count(*) AS count FROM (SELECT ${stratum} AS key FROM ${tables} WHERE ${condition}) AS strata
    GROUP BY key LIMIT ${MOST_STRATA + 1}`);
  if (strata.length > MOST_STRATA) {
    const message = `Expected \`stratifyBy\` to have at most ${MOST_STRATA} values, got more with ${definition.stratifyBy}`;
    throw new ValidationError([{ path: ['input', 'stratifyBy'], message }]);
  }
  const sizes = new Map(strata.map(({ key, count }) => [key, Number(count)]));
  const quotas = allocate(sizes, definition.limit);
  return connection.$queryRaw(sql`
    SELECT "id", "stepCount", "charCount" FROM (
      SELECT t."id", t."stepCount", t."charCount", t."digest", ${rank} AS rank, ${stratum} AS stratum,
        row_number() OVER (PARTITION BY ${stratum} ORDER BY ${rank}, t."digest", t."id") AS place
      FROM ${tables} WHERE ${condition}
    ) AS ranked JOIN ${dialect.pairs(JSON.stringify([...quotas]))} ON pair.key = ranked.stratum
    WHERE ranked.place <= pair.value ORDER BY ranked.rank, ranked."digest", ranked."id"`);
}

/**
 * How many rows each stratum gives: its share of the limit, rounded down, and what is left over one by
 * one to the largest remainders (the method of largest remainder; equal ones in the order of their keys).
 */
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

/**
 * A hash of seed and content that SQL can compute alike everywhere: `(a·h + b·l + c) mod (2³¹ − 1)` over
 * the two 31-bit parts h and l of the content's digest, where a, b and c come from the seed's SHA-256.
 */
function rankBySeed(seed: number): Sql {
  const seedDigest = sha256(String(seed));
  const [a, b, c] = [0, 8, 16].map(
    (start) => 1 + (Number.parseInt(seedDigest.slice(start, start + 8), 16) % (PRIME - 1)),
  );
  const factor = (column: string, by: number | undefined) =>
    `(CAST(t."${column}" AS BIGINT) * ${by} % ${PRIME})`;
  return raw(`((${factor('rankHigh', a)} + ${factor('rankLow', b)} + ${c}) % ${PRIME})`);
}

const PRIME = 2 ** 31 - 1;

function stratification(
  dialect: Database['sql'],
  stratifyBy: string,
): { stratum: Sql; tables: Sql } {
  const criteria = stratifyBy.startsWith('score:') ? stratifyBy.slice('score:'.length) : null;
  if (criteria === null) {
    return {
      stratum: sql`coalesce(${dialect.metaText(stratifyBy.split('.'))}, '')`,
      tables: sql`"Trace" AS t`,
    };
  }
  return {
    stratum: sql`coalesce(CAST(${dialect.bandOfTen(sql`band."score"`)} AS TEXT), '')`,
    tables: sql`"Trace" AS t LEFT JOIN "Score" AS band
      ON band."traceId" = t."id" AND band."criteria" = ${criteria} AND band."isNewest"`,
  };
}
