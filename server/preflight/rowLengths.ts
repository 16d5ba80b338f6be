import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from '../database/open.ts';
import { forgesTurn, renderTurns } from '../datasets/formats.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import { readTraces } from '../traces/read.ts';
import type { TokenCounter } from './tokens.ts';

export type RowLengths = ReturnType<typeof createRowLengths>;

const REMEMBERED = 8;
// Nothing else waits for longer than these take to be counted.
const AT_ONCE = 32;

/** Counts the tokens of the rows of datasets, of which none changes: those asked for last are remembered. A row that
 * training would refuse for its turns has none. */
export function createRowLengths(database: Database) {
  const known = new Map<string, Promise<number[]>>();
  return {
    /** The tokens of each row in its order; NaN for one that forges a turn. */
    of(datasetId: string, { count, basis }: TokenCounter): Promise<number[]> {
      const key = `${datasetId} ${basis}`;
      const found = known.get(key) ?? countRows(database, datasetId, count);
      known.delete(key);
      known.set(key, found);
      found.catch(() => known.delete(key));
      const [oldest] = known.keys();
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
      return found;
    },
  };
}

async function countRows(
  database: Database,
  datasetId: string,
  count: TokenCounter['count'],
): Promise<number[]> {
  const lengths: number[] = [];
  for await (const batch of readTraces(database, await datasetTraceIds(database, { datasetId }))) {
    for (const trace of batch) {
      lengths.push(forgesTurn(trace) ? Number.NaN : count(renderTurns(trace)));
      if (lengths.length % AT_ONCE === 0) await breathe();
    }
  }
  return lengths;
}
