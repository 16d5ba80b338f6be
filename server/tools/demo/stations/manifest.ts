import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ADDRESSES, writeAddress } from '../../../addresses.ts';
import { TINY_MODEL } from '../../../manifests/fields.ts';
import { CREATE_MANIFEST } from '../operations.ts';
import type { Built } from './datasets.ts';
import type { Demo } from './station.ts';

const OUTPUT = './output';
const BATCH_SIZE = 8;
const EPOCHS = 3;
const [SHORTEST_LIMIT, LONGEST_LIMIT] = [2_048, 32_768];

/** Writes the training manifest of a dataset, as YAML and as JSON. @returns the manifest's id */
export async function writeManifest(demo: Demo, dataset: Built): Promise<string> {
  const { client, terminal, home, shownPath } = demo;
  const since = performance.now();
  const training = trainingFor(dataset);
  const input = { datasetKey: dataset.key, modelId: TINY_MODEL, outputDir: OUTPUT, training };
  const { id, url } = await client.send(CREATE_MANIFEST, { input });
  const yaml = join(home, 'manifest.yaml');
  const json = join(home, 'manifest.json');
  await writeFile(yaml, await client.download(url));
  await writeFile(json, await client.download(writeAddress(ADDRESSES.manifestJson, { id })));
  const operations = [CREATE_MANIFEST.title, 'GET /manifests/{id}.yaml', '.json'];
  terminal.station({ name: 'Write the manifest', operations, since });
  terminal.row('model', `${TINY_MODEL}, random weights made on the spot, nothing to download`);
  terminal.row(
    'training',
    `${EPOCHS} epochs in batches of ${training.batchSize}, rows of up to ${training.maxSeqLength} tokens`,
  );
  terminal.row('yaml', shownPath(yaml));
  terminal.row('json', shownPath(json));
  return id;
}

/** Values that suit the traces: a few still fill a batch, and most long ones still fit. */
function trainingFor({ traceCount, averageLength }: Built) {
  // A power of two of about three times the tokens of an average trace, at three characters each.
  const fitting = 2 ** Math.ceil(Math.log2(averageLength));
  return {
    numEpochs: EPOCHS,
    batchSize: Math.min(BATCH_SIZE, traceCount),
    maxSeqLength: Math.min(Math.max(SHORTEST_LIMIT, fitting), LONGEST_LIMIT),
  };
}
