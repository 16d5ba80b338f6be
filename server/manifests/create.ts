import { z } from 'zod';
import type { Dataset, Manifest } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { exportSha256 } from '../datasets/exportSha256.ts';
import { newId } from '../ids.ts';
import { chooseSides } from './chooseSides.ts';
import { type ManifestContent, manifestContent, promptOf } from './content.ts';
import { MOST } from './fields.ts';
import { freeText, trainingInput } from './training.ts';
import { trainingFormat } from './trainingFormat.ts';

export const modelId = freeText(MOST.modelId);
export const outputDir = freeText(MOST.outputDir);

/** What to train, on what, and how. */
export const manifestInput = z.strictObject({
  datasetKey: z.string(),
  split: z.string().nullish(),
  evaluationSplit: z.string().nullish(),
  modelId,
  outputDir,
  training: trainingInput.nullish().transform((training) => training ?? trainingInput.parse({})),
});

/** Generates the manifest of a training run and keeps it.
 * @throws NotFoundError when there is no such dataset, or no such side of it, ValidationError for sides that can't be
 * trained or evaluated on */
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
 * @throws NotFoundError, ValidationError as `createManifest` does */
export async function plannedManifest(
  database: DatabaseConnection,
  { datasetKey, split, evaluationSplit, ...rest }: z.output<typeof manifestInput>,
): Promise<{ dataset: Dataset; content: ManifestContent }> {
  const asked = { key: datasetKey, split, evaluationSplit, training: rest.training };
  const { dataset, trained, evaluated } = await chooseSides(database, asked);
  const format = trainingFormat(promptOf(rest));
  const sha256 = await exportSha256(database, { dataset, side: trained, format });
  const { digest, traceCount } = trained ?? dataset;
  const content = manifestContent({
    ...rest,
    dataset: { key: dataset.key, split: trained?.name ?? null, digest, traceCount, format, sha256 },
    evaluationSplit: evaluated?.name ?? null,
  });
  return { dataset, content };
}
