import { BUILD_DATASET, PREVIEW_DATASET } from '../operations.ts';
import { countText, grouped } from '../terminal.ts';
import type { Demo, Imported } from './station.ts';

/** A dataset that was built; lengths are in characters. */
export type Built = { key: string; traceCount: number; averageLength: number };

const LARGEST_DATASET = 100_000;
const LARGEST_SELECTION = 100;
const SEED = 42;

/** Previews and builds two datasets: of all traces, and of a seeded selection.
 * @returns the dataset of all traces */
export async function buildDatasets(
  demo: Demo,
  { storedCount, isSample }: Imported,
): Promise<Built> {
  const { terminal } = demo;
  const since = performance.now();
  const limit = Math.min(Math.ceil(storedCount / 2), LARGEST_SELECTION);
  const all = await build(demo, {
    version: 'all',
    limit: Math.min(storedCount, LARGEST_DATASET),
    strategy: 'LATEST',
  });
  const part = await build(
    demo,
    isSample
      ? { version: 'by-kind', limit, strategy: 'STRATIFIED', seed: SEED, stratifyBy: 'task.kind' }
      : { version: 'random', limit, strategy: 'RANDOM', seed: SEED },
  );
  const operations = [PREVIEW_DATASET.title, BUILD_DATASET.title];
  terminal.station({ name: 'Build datasets', operations, since });
  for (const { key, rows } of [all, part]) {
    terminal.row(key, rows.selection, 'bold');
    terminal.row('  contents', rows.contents);
    terminal.row('  digest', rows.digest);
  }
  return all;
}

type Definition = {
  version: string;
  limit: number;
  strategy: 'LATEST' | 'RANDOM' | 'STRATIFIED';
  seed?: number;
  stratifyBy?: string;
};

async function build({ client, terminal }: Demo, definition: Definition) {
  const input = { name: 'demo', ...definition };
  terminal.progress(`selecting ${countText(definition.limit, 'trace')}`);
  const { matchCount, stats } = await client.send(PREVIEW_DATASET, { input });
  terminal.progress(`building the dataset demo-${definition.version}`);
  const { key, traceCount, digest } = await client.send(BUILD_DATASET, { input });
  const { strategy, stratifyBy, seed } = definition;
  const how = `${strategy}${stratifyBy ? ` by ${stratifyBy}` : ''}${seed === undefined ? '' : `, seed ${seed}`}`;
  return {
    key,
    traceCount,
    averageLength: stats.avgTotalChars,
    rows: {
      selection: `${countText(traceCount, 'trace')} of ${grouped(matchCount)}, ${how}`,
      contents: `${stats.minStepCount} to ${stats.maxStepCount} steps, ${stats.avgStepCount.toFixed(2)} on average; ${stats.avgTotalChars.toFixed(0)} characters on average`,
      digest,
    },
  };
}
