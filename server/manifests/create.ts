import { z } from 'zod';
import type { Dataset, Manifest } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { exportSha256 } from '../datasets/exportSha256.ts';
import { newId } from '../ids.ts';
import { type Ancestor, inheritValues, startOf } from './ancestor.ts';
import { chooseSides } from './chooseSides.ts';
import { type ManifestContent, manifestContent, promptOf } from './content.ts';
import { MOST } from './fields.ts';
import { freeText, trainingInput } from './training.ts';
import { trainingFormat } from './trainingFormat.ts';

export const modelId = freeText(MOST.modelId);
export const outputDir = freeText(MOST.outputDir);

/** What to train, on what, and how. */
export const manifestInput = z
  .strictObject({
    datasetKey: z.string(),
    split: z.string().nullish(),
    evaluationSplit: z.string().nullish(),
    modelId: modelId.nullish(),
    fromModel: z.string().nullish(),
    outputDir,
    training: trainingInput.nullish().transform((training) => training ?? trainingInput.parse({})),
  })
  .superRefine((input, context) => {
    const message = startProblem(input);
    if (message) context.addIssue({ code: 'custom', path: ['modelId'], message });
  });

/** What is wrong with what a training is to start from: a model by its id, or one that is registered. */
export function startProblem({
  modelId: id,
  fromModel,
}: {
  modelId?: string | null | undefined;
  fromModel?: string | null | undefined;
}): string | undefined {
  if ((id == null) !== (fromModel == null)) return undefined;
  return `Expected either \`modelId\` or \`fromModel\` beside \`datasetKey\`, got ${id == null ? 'neither' : 'both'}`;
}

/** What to train, with the registered model that it starts from where there is one. */
export type PlannedInput = Omit<z.output<typeof manifestInput>, 'fromModel'> & {
  ancestor?: Ancestor | null;
};

/** Generates the manifest of a training run and keeps it.
 * @throws NotFoundError when there is no such dataset, or no such side of it, ValidationError for sides that can't be
 * trained or evaluated on */
export async function createManifest(
  database: DatabaseConnection,
  input: PlannedInput,
): Promise<Manifest> {
  const { dataset, content } = await plannedManifest(database, input);
  return database.prisma.manifest.create({
    data: {
      id: newId(),
      createdAt: new Date(),
      datasetId: dataset.id,
      datasetKey: dataset.key,
      datasetDigest: dataset.digest,
      modelId: content.model.model_id,
      outputDir: input.outputDir,
      content,
    },
  });
}

/** A manifest's content and the dataset that it is about, without keeping it.
 * @throws NotFoundError, ValidationError as `createManifest` does */
export async function plannedManifest(
  database: DatabaseConnection,
  { datasetKey, split, evaluationSplit, outputDir: output, ancestor, ...input }: PlannedInput,
): Promise<{ dataset: Dataset; content: ManifestContent }> {
  const training = ancestor ? inheritValues(input.training, ancestor) : input.training;
  const model = ancestor ? ancestor.manifest.model.model_id : (input.modelId ?? '');
  const asked = { key: datasetKey, split, evaluationSplit, training };
  const { dataset, trained, evaluated } = await chooseSides(database, asked);
  const format = trainingFormat(promptOf({ modelId: model, training }), training);
  const sha256 = await exportSha256(database, { dataset, side: trained, format });
  const { digest, traceCount } = trained ?? dataset;
  const content = manifestContent({
    modelId: model,
    outputDir: output,
    training,
    dataset: { key: dataset.key, split: trained?.name ?? null, digest, traceCount, format, sha256 },
    evaluationSplit: evaluated?.name ?? null,
    start: ancestor ? startOf(ancestor) : null,
  });
  return { dataset, content };
}
