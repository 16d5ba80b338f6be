import { createWriteStream } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Run } from '../../../prisma/generated/sqlite/client.ts';
import type { Connection } from '../../database/open.ts';
import { exportLines } from '../../datasets/export.ts';
import { datasetTraceIds } from '../../datasets/traceIds.ts';
import { NotFoundError } from '../../errors.ts';
import { toYaml } from '../../manifests/yaml.ts';
import type { RunFolder } from './folder.ts';

const LAUNCHER = fileURLToPath(new URL('../../integrations/tunix/launcher/', import.meta.url));
const NOT_IN_BUNDLE = /\/(tests|__pycache__|\.pytest_cache)(\/|$)/;

/**
 * Writes a run's folder: the manifest, the dataset that it names, and the launcher. Nothing of it stays
 * when that fails.
 * @throws NotFoundError when the dataset was deleted
 */
export async function prepareFolder(
  connection: Connection,
  folder: RunFolder,
  run: Pick<Run, 'datasetId' | 'datasetKey' | 'configuration'>,
): Promise<void> {
  if (!run.datasetId) {
    throw new NotFoundError(`The dataset ${run.datasetKey} was deleted after the run was enqueued`);
  }
  try {
    await rm(folder.path, { recursive: true, force: true });
    await mkdir(folder.datasets, { recursive: true });
    await cp(LAUNCHER, folder.path, {
      recursive: true,
      filter: (source) => !NOT_IN_BUNDLE.test(source),
    });
    await writeFile(folder.manifest, toYaml(run.configuration));
    const traceIds = await datasetTraceIds(connection, { datasetId: run.datasetId });
    await pipeline(
      exportLines(connection, { traceIds, format: 'tunix_sft' }),
      createWriteStream(join(folder.datasets, `${run.datasetKey}.jsonl`)),
    );
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true });
    throw error;
  }
}
