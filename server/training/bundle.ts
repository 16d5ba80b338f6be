import { Readable } from 'node:stream';
import type { Database } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { packFolder } from '../files/packFolder.ts';
import { folderAt } from '../home/layout.ts';
import { getManifest } from '../manifests/get.ts';
import { storedManifest } from '../manifests/stored.ts';
import { toYaml } from '../manifests/yaml.ts';
import { isLaunched, LAUNCHER, trainingFiles, trainingLines } from './prepare.ts';

/** Manifest, dataset and launcher as a tar archive. Nothing is stored: the dataset is read twice, first for its size,
 * which an archive tells beforehand. @throws NotFoundError when the manifest or its dataset is gone */
export async function bundleOf(
  { database }: { database: Database },
  { manifestId, name, signal }: { manifestId: string; name: string; signal: AbortSignal },
): Promise<Readable> {
  const { datasetId, datasetKey, content } = await getManifest(database, manifestId);
  if (!datasetId) {
    throw new NotFoundError(`The dataset ${datasetKey} was deleted after the manifest was made`);
  }
  const folder = folderAt(name);
  const files = trainingFiles(folder, storedManifest(content));
  async function* packed() {
    const streams = [];
    for (const { path, rows } of files) {
      const lines = () => trainingLines(database, { datasetId: datasetId ?? '', ...rows });
      const size = await byteLengthOf(lines(), signal);
      const stream = Readable.from(lines(), { objectMode: false });
      streams.push({ type: 'stream' as const, target: path, content: stream, size });
    }
    yield* packFolder(LAUNCHER, {
      name,
      isWanted: isLaunched,
      beside: [{ type: 'content', target: folder.manifest, content: toYaml(content) }, ...streams],
    });
  }
  return Readable.from(packed(), { objectMode: false });
}

async function byteLengthOf(chunks: AsyncIterable<string>, signal: AbortSignal): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    bytes += Buffer.byteLength(chunk);
  }
  return bytes;
}
