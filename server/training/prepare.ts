import { createWriteStream } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { exportLines } from '../datasets/export.ts';
import type { TrainingFormat } from '../datasets/formats/traceRecords.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import { NotFoundError } from '../errors.ts';
import type { RunFolder } from '../home/layout.ts';
import type { ManifestContent } from '../manifests/content.ts';
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
  const manifest = storedManifest(run.configuration);
  try {
    await rm(folder.path, { recursive: true, force: true });
    await mkdir(folder.datasets, { recursive: true });
    await cp(LAUNCHER, folder.path, { recursive: true, filter: isLaunched });
    await writeFile(folder.manifest, toYaml(run.configuration));
    for (const { path, rows } of trainingFiles(folder, manifest)) {
      const lines = trainingLines(connection, { datasetId: run.datasetId, ...rows });
      await pipeline(lines, createWriteStream(path));
    }
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true });
    throw error;
  }
}

type Rows = { split: string | undefined; format: TrainingFormat };

/** The files that a manifest names, in the folder of a run, and what of the dataset each holds. */
export function trainingFiles(
  { path: folder }: RunFolder,
  { dataset, evaluation }: ManifestContent,
): { path: string; rows: Rows }[] {
  return [dataset, evaluation].flatMap(({ path, split }) =>
    path === undefined
      ? []
      : [{ path: join(folder, path), rows: { split, format: dataset.format } }],
  );
}

export async function* trainingLines(
  connection: DatabaseConnection,
  { datasetId, split, format }: Rows & { datasetId: string },
): AsyncGenerator<string> {
  const traceIds = await datasetTraceIds(connection, { datasetId, split });
  yield* exportLines(connection, { traceIds, format });
}
