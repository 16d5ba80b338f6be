import type { Database } from '../../database/open.ts';
import type { TracePair } from '../formats/format.ts';
import { readPairs } from '../pairs.ts';
import type { Chosen, FrozenPairs } from './chosen.ts';

/** The pairs that a dataset was built of, in its order. */
export function chooseFrozenPairs(
  database: Database,
  { datasetId, split, criteria, count }: FrozenPairs,
): Chosen<TracePair> {
  return {
    count,
    leftOut: null,
    async *read(most = count) {
      const limit = Math.min(most, count);
      for await (const pairs of readPairs(database, { datasetId, split, limit })) {
        yield pairs.map(({ chosen, rejected, chosenScore, rejectedScore }) => ({
          ...{ criteria, chosen, rejected, chosenScore, rejectedScore },
        }));
      }
    },
  };
}
