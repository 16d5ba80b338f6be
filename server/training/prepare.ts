import { createWriteStream } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { exportFilename } from '../datasets/export/files.ts';
import { exportLines } from '../datasets/export.ts';
import type { TrainingFormat } from '../datasets/formats/traceRecords.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import { NotFoundError } from '../errors.ts';
import type { RunFolder } from '../home/layout.ts';
import { storedManifest } from '../manifests/stored.ts';
import { toYaml } from '../manifests/yaml.ts';

export const LAUNCHER = fileURLToPath(new URL('./launcher/', import.meta.url));

export function isLaunched(path: string): boolean {
  return !NOT_LAUNCHED.test(path.replace(LAUNCHER, '/'));
}

const NOT_LAUNCHED = /\/(tests|__pycache__|\.pytest_cache)(\/|$)/;

/** Writes a run's folder, or leaves nothing of it. @throws NotFoundError when the dataset was deleted */
export async function prepareFolder(
  connection: DatabaseConnection,
  folder: RunFolder,
  run: Pick<Run, 'datasetId' | 'datasetKey' | 'configuration'>,
): Promise<void> {
  if (!run.datasetId) {
    throw new NotFoundError(`The dataset ${run.datasetKey} was deleted after the run was enqueued`);
  }
  const { format } = storedManifest(run.configuration).dataset;
  try {
    await rm(folder.path, { recursive: true, force: true });
    await mkdir(folder.datasets, { recursive: true });
    await cp(LAUNCHER, folder.path, { recursive: true, filter: isLaunched });
    await writeFile(folder.manifest, toYaml(run.configuration));
    await pipeline(
      trainingLines(connection, { datasetId: run.datasetId, format }),
      createWriteStream(datasetFile(folder, run.datasetKey)),
    );
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true });
    throw error;
  }
}

/** The file of a dataset in the folder of a run: where its manifest says. */
export function datasetFile({ datasets }: RunFolder, datasetKey: string): string {
  return join(datasets, exportFilename({ stem: datasetKey, format: 'tunix_sft' }));
}

export async function* trainingLines(
  connection: DatabaseConnection,
  { datasetId, format }: { datasetId: string; format: TrainingFormat },
): AsyncGenerator<string> {
  const traceIds = await datasetTraceIds(connection, { datasetId });
  yield* exportLines(connection, { traceIds, format });
}
