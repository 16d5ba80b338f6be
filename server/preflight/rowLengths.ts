import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from '../database/open.ts';
import { forgesTurn, renderTurns } from '../datasets/formats.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import { readTraces } from '../traces/read.ts';
import { tokenCounter } from './tokens.ts';
import type { TokenCounter } from './turnTokens.ts';

export type RowLengths = ReturnType<typeof createRowLengths>;

/** The tokens of each row of a dataset in its order, NaN for one that forges a turn; and how they were counted. */
type Counted = { lengths: number[] } & Omit<TokenCounter, 'count'>;

type Asked = { modelId: string; folder: string | null };

const REMEMBERED = 8;
// Nothing else waits for longer than these take to be counted.
const AT_ONCE = 32;

/** Counts the tokens of the rows of datasets, of which none changes: those asked for last are remembered. */
export function createRowLengths(database: Database) {
  const known = new Map<string, Promise<Counted>>();
  return {
    of(datasetId: string, asked: Asked): Promise<Counted> {
      const key = JSON.stringify([datasetId, asked]);
      const found = known.get(key) ?? countRows(database, datasetId, asked);
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
  { modelId, folder }: Asked,
): Promise<Counted> {
  const traceIds = await datasetTraceIds(database, { datasetId });
  const rows = () => readTraces(database, traceIds);
  const { count, ...tokens } = await tokenCounter(modelId, { folder, rows: rows() });
  const lengths: number[] = [];
  for await (const batch of rows()) {
    for (const trace of batch) {
      lengths.push(forgesTurn(trace) ? Number.NaN : count(renderTurns(trace)));
      if (lengths.length % AT_ONCE === 0) await breathe();
    }
  }
  return { lengths, ...tokens };
}
