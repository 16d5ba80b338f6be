import type { Run } from '../../../prisma/generated/sqlite/client.ts';
import type { Application } from '../../application.ts';
import { storedManifest } from '../../manifests/stored.ts';
import { startTraining } from '../../models/train.ts';
import { startRunInput } from '../../runs/start.ts';
import { ended } from './ended.ts';
import { losses } from './losses.ts';

/** How much of what a training gained may be missing where the next one begins. */
const MOST_LOST = 0.25;

/** Trains two steps from the model that a training became, on the same rows. Answers whether that begins
 * where the training ended, and not at its base. */
export async function trainOn(
  application: Application,
  training: Run,
  model: string,
): Promise<boolean> {
  const { training: values, data } = storedManifest(training.configuration);
  const { id } = await startTraining(
    application,
    startRunInput.parse({
      datasetKey: training.datasetKey,
      fromModel: model,
      mode: 'LOCAL',
      training: {
        batchSize: values.batch_size,
        maxSeqLength: values.max_seq_length,
        packing: data.packing,
        maxSteps: 2,
      },
    }),
  );
  const next = await ended(application, id);
  if (!next) return false;
  const before = await losses(application, training);
  const [base = Number.NaN, reached = Number.NaN] = [before.at(0), before.at(-1)];
  const [begins = Number.NaN] = await losses(application, next);
  console.log(
    `trained from ${base.toFixed(4)} to ${reached.toFixed(4)}; from ${model} on it begins at ${begins.toFixed(4)}`,
  );
  if (begins < reached + MOST_LOST * (base - reached)) return true;
  console.error(`Expected a training from ${model} to begin where that ended`);
  return false;
}
