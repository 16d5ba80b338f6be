import { createWriteStream } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { Database, DatabaseConnection } from '../database/open.ts';
import { exportLines } from '../datasets/export.ts';
import type { TrainingFormat } from '../datasets/formats/traceRecords.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import { NotFoundError } from '../errors.ts';
import { questionLines, readQuestions, storeQuestions } from '../evaluations/questions.ts';
import type { RunFolder } from '../home/layout.ts';
import type { ManifestContent } from '../manifests/content.ts';
import { storedEvaluation, storedManifest } from '../manifests/stored.ts';
import { toYaml } from '../manifests/yaml.ts';

export const LAUNCHER = fileURLToPath(new URL('./launcher/', import.meta.url));

export function isLaunched(path: string): boolean {
  return !NOT_LAUNCHED.test(path.replace(LAUNCHER, '/'));
}

const NOT_LAUNCHED = /\/(tests|__pycache__|\.pytest_cache)(\/|$)/;

/** Writes a run's folder beside what it starts from, or leaves nothing of it. @throws NotFoundError when the dataset was deleted */
export async function prepareFolder(
  database: Database,
  folder: RunFolder,
  run: Pick<Run, 'id' | 'kind' | 'datasetId' | 'datasetKey' | 'configuration'>,
): Promise<void> {
  try {
    await clearFolder(folder);
    await mkdir(folder.datasets, { recursive: true });
    await cp(LAUNCHER, folder.path, { recursive: true, filter: isLaunched });
    await writeFile(folder.manifest, toYaml(run.configuration));
    await WRITERS[run.kind](database, folder, run);
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true });
    throw error;
  }
}

/** Removes what an earlier attempt left, but for what the run starts from. */
async function clearFolder({ path, start }: RunFolder): Promise<void> {
  for (const name of await readdir(path).catch(() => [])) {
    if (name !== basename(start)) await rm(join(path, name), { recursive: true, force: true });
  }
}

type Prepared = Pick<Run, 'id' | 'datasetId' | 'datasetKey' | 'configuration'>;

/** What each kind of run has beside manifest and launcher. */
const WRITERS: Record<
  Run['kind'],
  (database: Database, folder: RunFolder, run: Prepared) => Promise<void>
> = {
  SFT: writeTrainingFiles,
  EVALUATION: writeQuestions,
  // It has all in what it starts from.
  EXPORT: async () => {},
};

async function writeTrainingFiles(
  database: Database,
  folder: RunFolder,
  run: Prepared,
): Promise<void> {
  const datasetId = requireDataset(run);
  const manifest = storedManifest(run.configuration);
  for (const { path, rows } of trainingFiles(folder, manifest)) {
    const lines = trainingLines(database, { datasetId, ...rows });
    await pipeline(lines, createWriteStream(path));
  }
}

async function writeQuestions(database: Database, folder: RunFolder, run: Prepared): Promise<void> {
  const datasetId = requireDataset(run);
  const { dataset } = storedEvaluation(run.configuration);
  await database.prisma.evaluationRow.deleteMany({ where: { runId: run.id } });
  let from = 0;
  async function* lines() {
    for await (const traces of readQuestions(database, { datasetId, split: dataset.split })) {
      await storeQuestions(database, { runId: run.id, traces, from });
      from += traces.length;
      yield questionLines(traces);
    }
  }
  await pipeline(lines(), createWriteStream(join(folder.path, dataset.path)));
}

function requireDataset({ datasetId, datasetKey }: Prepared): string {
  if (datasetId) return datasetId;
  throw new NotFoundError(`The dataset ${datasetKey} was deleted after the run was enqueued`);
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
