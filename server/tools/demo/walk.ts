import { buildDatasets } from './stations/datasets.ts';
import { predictTraining } from './stations/dryRun.ts';
import { takeExport } from './stations/export.ts';
import { importFile, importSample } from './stations/import.ts';
import { writeManifest } from './stations/manifest.ts';
import { score } from './stations/score.ts';
import type { Demo } from './stations/station.ts';

/** Walks through the whole loop with the traces of a file, or with a sample, and reports each station.
 * @returns the steps that training would make
 * @throws DemoError when a station refuses or fails */
export async function walk(demo: Demo, file: string | undefined): Promise<number> {
  const imported = file === undefined ? await importSample(demo) : await importFile(demo, file);
  await score(demo);
  const dataset = await buildDatasets(demo, imported);
  await takeExport(demo, dataset);
  const manifestId = await writeManifest(demo, dataset);
  return predictTraining(demo, manifestId);
}
