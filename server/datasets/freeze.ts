import type { Database } from '../database/open.ts';
import type { Composition } from './compose.ts';
import type { DatasetDefinition } from './definition.ts';
import { type Digests, datasetDigests, NO_DIGESTS } from './digest.ts';
import { pairDigests } from './pairs.ts';
import { sidesOf } from './sides.ts';
import type { SplitRule } from './split.ts';

/** A side of a dataset to be. */
export type FrozenSplit = Digests & {
  name: string;
  fraction: number;
  traceCount: number;
  pairCount: number | null;
};

/** What a dataset is to hold, with its digests and the side of each row. */
export type Frozen = Composition &
  Digests & {
    /** The sides of its traces and of its pairs; null where it is not split. */
    sides: { traces: string[]; pairs: string[] } | null;
    splits: FrozenSplit[];
  };

/** Puts what was composed on sides, and takes digests of it.
 * @throws NotFoundError for a trace that was deleted meanwhile */
export async function freeze(
  database: Database,
  { split }: DatasetDefinition,
  composition: Composition,
): Promise<Frozen> {
  const { pairs } = composition;
  const traceIds = composition.traces.map(({ id }) => id);
  const traceSides = split ? await sidesOf(database, { traceIds, rule: split }) : undefined;
  const sideByTrace = new Map(traceIds.map((id, row) => [id, traceSides?.[row] ?? '']));
  // Both traces of a pair are of one question, and so of one side.
  const pairSides = traceSides && pairs?.map(({ chosenId }) => sideByTrace.get(chosenId) ?? '');
  const digests = await datasetDigests(database, traceIds, traceSides);
  const ofPairs = pairs && (await pairDigests(database, pairs, pairSides));
  const splitOf = ({ name, fraction }: SplitRule['parts'][number]): FrozenSplit => {
    const { sftSha256, digest } = digests.bySide.get(name) ?? NO_DIGESTS;
    return {
      name,
      fraction,
      traceCount: countOf(traceSides ?? [], name),
      pairCount: pairs && countOf(pairSides ?? [], name),
      digest: ofPairs ? (ofPairs.bySide.get(name) ?? NO_DIGESTS.digest) : digest,
      sftSha256,
    };
  };
  return {
    ...composition,
    digest: ofPairs?.digest ?? digests.digest,
    sftSha256: digests.sftSha256,
    sides: traceSides ? { traces: traceSides, pairs: pairSides ?? [] } : null,
    splits: split ? split.parts.map(splitOf) : [],
  };
}

export function countOf(sides: string[], name: string): number {
  return sides.reduce((count, side) => (side === name ? count + 1 : count), 0);
}
