import { z } from 'zod';
import type { Manifest } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { getDataset } from '../datasets/get.ts';
import { newId } from '../ids.ts';
import { type ManifestContent, manifestContent } from './content.ts';
import { MOST } from './fields.ts';
import { freeText, trainingInput } from './training.ts';

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
  database: Pick<DatabaseConnection, 'prisma'>,
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
  database: Pick<DatabaseConnection, 'prisma'>,
  { datasetKey, ...rest }: z.output<typeof manifestInput>,
): Promise<{ dataset: Awaited<ReturnType<typeof getDataset>>; content: ManifestContent }> {
  const dataset = await getDataset(database, datasetKey);
  const content = manifestContent({ ...rest, dataset: { ...dataset, sha256: dataset.sftSha256 } });
  return { dataset, content };
}
