import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Application } from '../application.ts';
import { NotFoundError } from '../errors.ts';
import { getManifest } from '../manifests/get.ts';
import { folderAt } from './local/folder.ts';
import { packFolder } from './local/packFolder.ts';
import { prepareFolder } from './local/prepare.ts';

/**
 * What trains a manifest wherever it is taken, as a tar archive with one folder of the name given: the
 * manifest, its dataset, and the launcher.
 * @throws NotFoundError when there is no such manifest, or its dataset was deleted
 */
export async function bundleOf(
  { database }: Pick<Application, 'database'>,
  { manifestId, name }: { manifestId: string; name: string },
): Promise<Readable> {
  const { datasetId, datasetKey, content } = await getManifest(database, manifestId);
  if (!datasetId) {
    throw new NotFoundError(`The dataset ${datasetKey} was deleted after the manifest was made`);
  }
  const run = { datasetId, datasetKey, configuration: content };
  return Readable.from(packed(database, { run, name }), { objectMode: false });
}

async function* packed(
  database: Application['database'],
  { run, name }: { run: Parameters<typeof prepareFolder>[2]; name: string },
): AsyncGenerator<Uint8Array> {
  const path = await mkdtemp(join(tmpdir(), 'tunix-rt-bundle-'));
  try {
    await prepareFolder(database, folderAt(path), run);
    yield* packFolder(path, { name });
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
