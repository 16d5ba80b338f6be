import type { Database } from '../database/open.ts';
import { countTraces } from '../traces/list.ts';
import type { DatasetDefinition } from './definition.ts';
import { type SelectedTrace, selectTraces } from './select.ts';
import { type DatasetStatistics, statisticsOf } from './statistics.ts';

/** What a dataset would be if it were built now. */
export type DatasetPreview = {
  matchCount: number;
  selectedCount: number;
  stats: DatasetStatistics;
  sampleIds: string[];
  selected: SelectedTrace[];
};

const SAMPLE_SIZE = 5;

/** Selects as a build would, and stores nothing. */
export async function previewDataset(
  database: Database,
  definition: DatasetDefinition,
): Promise<DatasetPreview> {
  const [matchCount, traces] = await Promise.all([
    countTraces(database, definition.filter),
    selectTraces(database.prisma, database, definition),
  ]);
  return {
    matchCount,
    selectedCount: traces.length,
    stats: statisticsOf(traces),
    sampleIds: traces.slice(0, SAMPLE_SIZE).map(({ id }) => id),
    selected: traces,
  };
}
