import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { STARTED } from '../checkpoints/start.ts';
import type { Database } from '../database/open.ts';
import type { Settings } from '../env.ts';
import { NotFoundError } from '../errors.ts';
import { packFolder } from '../files/packFolder.ts';
import { folderAt, modelFolder } from '../home/layout.ts';
import type { ManifestContent } from '../manifests/content.ts';
import { getManifest } from '../manifests/get.ts';
import { storedManifest } from '../manifests/stored.ts';
import { toYaml } from '../manifests/yaml.ts';
import { isLaunched, LAUNCHER, trainingFiles, trainingLines } from './prepare.ts';

/** Manifest, dataset and launcher as a tar archive. Nothing is stored: the dataset is read twice, first for its size,
 * which an archive tells beforehand. @throws NotFoundError when the manifest or its dataset is gone */
export async function bundleOf(
  { database, settings }: { database: Database; settings: Pick<Settings, 'TUNIX_RT_HOME'> },
  { manifestId, name, signal }: { manifestId: string; name: string; signal: AbortSignal },
): Promise<Readable> {
  const { datasetId, datasetKey, content } = await getManifest(database, manifestId);
  if (!datasetId) {
    throw new NotFoundError(`The dataset ${datasetKey} was deleted after the manifest was made`);
  }
  const folder = folderAt(name);
  const manifest = storedManifest(content);
  const files = trainingFiles(folder, manifest);
  const started = startFolders(settings.TUNIX_RT_HOME, { to: folder.start, manifest });
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
      beside: [
        { type: 'content', target: folder.manifest, content: toYaml(content) },
        ...started,
        ...streams,
      ],
    });
  }
  return Readable.from(packed(), { objectMode: false });
}

/** The checkpoint and the tokenizer of the registered model that a training starts from.
 * @throws NotFoundError when they are not here */
function startFolders(
  home: string,
  { to, manifest: { start } }: { to: string; manifest: ManifestContent },
) {
  if (!start) return [];
  const from = modelFolder(home, start.version);
  const folders = STARTED.filter((name) => existsSync(join(from, name)));
  if (folders.length === 0) {
    throw new NotFoundError(
      `The files of ${start.model}, which the manifest starts from, are not here: the model was deleted, or is on another server`,
    );
  }
  return folders.map((name) => ({
    type: 'directory' as const,
    source: join(from, name),
    target: join(to, name),
  }));
}

async function byteLengthOf(chunks: AsyncIterable<string>, signal: AbortSignal): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    bytes += Buffer.byteLength(chunk);
  }
  return bytes;
}
