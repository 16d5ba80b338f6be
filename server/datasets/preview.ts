import type { Database } from '../database/open.ts';
import { candidatesOf, countCandidates } from './candidates.ts';
import { type Composition, compose } from './compose.ts';
import type { DatasetDefinition } from './definition.ts';
import { type Duplicate, findDuplicates } from './duplicates/find.ts';
import { countOf } from './freeze.ts';
import { sidesOf } from './sides.ts';
import { type DatasetStatistics, statisticsOf } from './statistics.ts';

export type DatasetPreview = Composition & {
  definition: DatasetDefinition;
  matchCount: number;
  selectedCount: number;
  stats: DatasetStatistics;
};

/** Selects as a build would, and stores nothing.
 * @throws ValidationError as a build does */
export async function previewDataset(
  database: Database,
  definition: DatasetDefinition,
  signal?: AbortSignal | undefined,
): Promise<DatasetPreview> {
  const candidates = await candidatesOf(database, definition);
  const [composition, matchCount] = await Promise.all([
    compose(database, { definition, candidates, signal }),
    countCandidates(database, candidates, signal),
  ]);
  return {
    ...composition,
    definition,
    matchCount,
    selectedCount: composition.traces.length,
    stats: statisticsOf(composition.traces),
  };
}

/** The rows of a preview that repeat an earlier one and stay: those that a threshold would leave out. */
export async function previewDuplicates(
  database: Database,
  {
    preview: { traces, pairs },
    nearThreshold,
    signal,
  }: { preview: DatasetPreview; nearThreshold: number | null; signal?: AbortSignal | undefined },
): Promise<Duplicate[]> {
  if (pairs) return [];
  const traceIds = traces.map(({ id }) => id);
  return findDuplicates(database, { traceIds, nearThreshold, signal });
}

/** How many rows each side of a preview would hold, in their order. */
export async function previewSplits(
  database: Database,
  { definition: { split }, traces, pairs }: DatasetPreview,
  signal?: AbortSignal | undefined,
): Promise<{ name: string; fraction: number; count: number }[]> {
  if (!split) return [];
  const traceIds = pairs ? pairs.map(({ chosenId }) => chosenId) : traces.map(({ id }) => id);
  const sides = await sidesOf(database, { traceIds, rule: split, signal });
  return split.parts.map((part) => ({ ...part, count: countOf(sides, part.name) }));
}
