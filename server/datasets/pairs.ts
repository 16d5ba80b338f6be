import { createHash } from 'node:crypto';
import { sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';
import { readRows } from '../database/rows.ts';
import { canonicalJson } from '../traces/digest.ts';
import { readTraces, type StoredTrace } from '../traces/read.ts';
import { toTraceJson } from '../traces/trace.ts';
import { PAIRS } from './columns.ts';

/** A pair of a dataset with its traces whole. */
export type StoredPair = {
  position: number;
  chosen: StoredTrace;
  rejected: StoredTrace;
  chosenScore: number;
  rejectedScore: number;
  split: string | null;
};

type PairRow = { chosenId: string; rejectedId: string };

const ROWS_AT_ONCE = 500;

/** Reads a dataset's pairs in its order, batch by batch; those of one side where `split` names it. */
export async function* readPairs(
  connection: DatabaseConnection,
  { datasetId, split, limit }: { datasetId: string; split?: string | undefined; limit?: number },
): AsyncGenerator<StoredPair[]> {
  const names = [
    'position',
    'chosenId',
    'rejectedId',
    'chosenScore',
    'rejectedScore',
    'split',
  ] as const;
  const query = sql`SELECT * FROM "DatasetPair" AS t WHERE t."datasetId" = ${datasetId}
    ${split === undefined ? sql`` : sql`AND t."split" = ${split}`}
    ORDER BY t."position" ${limit === undefined ? sql`` : sql`LIMIT ${limit}`}`;
  yield* withTraces(connection, await readRows(connection, { table: PAIRS, names, query }));
}

/** The digest of pairs in order: of their JSON forms with sorted keys, a newline after each. `jq -cS . pairs.jsonl |
 * sha256sum` computes the same from the file that `pairLine` writes. With `sides`, that of each side as well. */
export async function pairDigests(
  connection: DatabaseConnection,
  pairs: PairRow[],
  sides?: string[],
): Promise<{ digest: string; bySide: Map<string, string> }> {
  const whole = createHash('sha256');
  const bySide = new Map<string, ReturnType<typeof createHash>>();
  let row = 0;
  for await (const batch of withTraces(connection, pairs)) {
    for (const { chosen, rejected } of batch) {
      const line = `{"chosen":${canonicalJson(chosen)},"rejected":${canonicalJson(rejected)}}\n`;
      whole.update(line);
      const side = sides?.[row];
      row += 1;
      if (side === undefined) continue;
      const digest = bySide.get(side) ?? createHash('sha256');
      bySide.set(side, digest.update(line));
    }
  }
  return {
    digest: whole.digest('hex'),
    bySide: new Map([...bySide].map(([side, digest]) => [side, digest.digest('hex')])),
  };
}

/** A pair as a line: both of its traces in their JSON form. */
export function pairLine({ chosen, rejected }: Pick<StoredPair, 'chosen' | 'rejected'>): string {
  return `${JSON.stringify({ chosen: toTraceJson(chosen), rejected: toTraceJson(rejected) })}\n`;
}

async function* withTraces<Pair extends PairRow>(
  connection: DatabaseConnection,
  pairs: Pair[],
): AsyncGenerator<(Pair & { chosen: StoredTrace; rejected: StoredTrace })[]> {
  for (let start = 0; start < pairs.length; start += ROWS_AT_ONCE) {
    const some = pairs.slice(start, start + ROWS_AT_ONCE);
    const traces = readTraces(
      connection,
      some.flatMap(({ chosenId, rejectedId }) => [chosenId, rejectedId]),
    );
    let waiting: StoredTrace | undefined;
    let place = 0;
    for await (const batch of traces) {
      const whole = [];
      for (const trace of batch) {
        const pair = some[place];
        if (!waiting || !pair) {
          waiting = trace;
          continue;
        }
        whole.push({ ...pair, chosen: waiting, rejected: trace });
        waiting = undefined;
        place += 1;
      }
      yield whole;
    }
  }
}
