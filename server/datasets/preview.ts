import type { Database } from '../database/open.ts';
import { countTraces } from '../traces/list.ts';
import type { DatasetDefinition } from './definition.ts';
import { type SelectedTrace, selectTraces } from './select.ts';
import { type DatasetStatistics, statisticsOf } from './statistics.ts';
import type { Stratum } from './strata.ts';

export type DatasetPreview = {
  matchCount: number;
  selectedCount: number;
  stats: DatasetStatistics;
  sampleIds: string[];
  selected: SelectedTrace[];
  strata: Stratum[];
};

const SAMPLE_SIZE = 5;

/** Selects as a build would, and stores nothing. */
export async function previewDataset(
  database: Database,
  definition: DatasetDefinition,
  signal?: AbortSignal | undefined,
): Promise<DatasetPreview> {
  const [matchCount, { traces, strata }] = await Promise.all([
    countTraces(database, definition.filter, signal),
    selectTraces(database, definition, signal),
  ]);
  return {
    matchCount,
    selectedCount: traces.length,
    stats: statisticsOf(traces),
    sampleIds: traces.slice(0, SAMPLE_SIZE).map(({ id }) => id),
    selected: traces,
    strata,
  };
}
