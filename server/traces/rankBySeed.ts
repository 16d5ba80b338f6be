import { raw, type Sql } from '@prisma/client-runtime-utils';
import { sha256 } from './digest.ts';

/** A hash of seed and content that SQL can compute alike everywhere: `(a·h + b·l + c) mod (2³¹ − 1)`
 * over the two 31-bit parts h and l of the content's digest, where a, b and c come from the seed's
 * SHA-256. `table` is what the query calls that of the traces. */
export function rankBySeed(seed: number, table = 't'): Sql {
  const seedDigest = sha256(String(seed));
  const [a, b, c] = [0, 8, 16].map(
    (start) => 1 + (Number.parseInt(seedDigest.slice(start, start + 8), 16) % (PRIME - 1)),
  );
  const factor = (column: string, by: number | undefined) =>
    `(CAST(${table}."${column}" AS BIGINT) * ${by} % ${PRIME})`;
  return raw(`((${factor('rankHigh', a)} + ${factor('rankLow', b)} + ${c}) % ${PRIME})`);
}

const PRIME = 2 ** 31 - 1;
