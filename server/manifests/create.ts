import { z } from 'zod';
import type { Manifest } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { exportSha256 } from '../datasets/exportSha256.ts';
import { getDataset } from '../datasets/get.ts';
import { newId } from '../ids.ts';
import { type ManifestContent, manifestContent, promptOf } from './content.ts';
import { MOST } from './fields.ts';
import { freeText, trainingInput } from './training.ts';
import { trainingFormat } from './trainingFormat.ts';

export const modelId = freeText(MOST.modelId);
export const outputDir = freeText(MOST.outputDir);

/** What to train, on what, and how. */
export const manifestInput = z.strictObject({
  datasetKey: z.string(),
  modelId,
  outputDir,
  training: trainingInput.nullish().transform((training) => training ?? trainingInput.parse({})),
});

/** Generates the manifest of a training run and keeps it.
 * @throws NotFoundError when there is no such dataset */
export async function createManifest(
  database: DatabaseConnection,
  input: z.output<typeof manifestInput>,
): Promise<Manifest> {
  const { dataset, content } = await plannedManifest(database, input);
  return database.prisma.manifest.create({
    data: {
      id: newId(),
      createdAt: new Date(),
      datasetId: dataset.id,
      datasetKey: dataset.key,
      datasetDigest: dataset.digest,
      modelId: input.modelId,
      outputDir: input.outputDir,
      content,
    },
  });
}

/** A manifest's content and the dataset that it is about, without keeping it.
 * @throws NotFoundError when there is no such dataset */
export async function plannedManifest(
  database: DatabaseConnection,
  { datasetKey, ...rest }: z.output<typeof manifestInput>,
): Promise<{ dataset: Awaited<ReturnType<typeof getDataset>>; content: ManifestContent }> {
  const dataset = await getDataset(database, datasetKey);
  const format = trainingFormat(promptOf(rest));
  const sha256 = await exportSha256(database, { dataset, format });
  const content = manifestContent({ ...rest, dataset: { ...dataset, format, sha256 } });
  return { dataset, content };
}
