// Trains the built-in tiny model with real Tunix on CPU for a moment, and prints the losses:
// 32 sample traces, 10 steps. It ends with 1 when anything of it does not work.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, openApplication } from '../../application.ts';
import { buildDataset } from '../../datasets/build.ts';
import { datasetDefinition } from '../../datasets/definition.ts';
import { readSettings } from '../../env.ts';
import { sampleTraces } from '../../examples/sampleTraces.ts';
import { TINY_MODEL, TINY_TRAINING } from '../../manifests/fields.ts';
import { metricSeries } from '../../metrics/series.ts';
import { getRun } from '../../runs/get.ts';
import { startRun, startRunInput } from '../../runs/start.ts';
import { watchRuns } from '../../runs/watch.ts';
import { createTraces } from '../../traces/create.ts';

const SAMPLES = 32;
const STEPS = 10;

const home = await mkdtemp(join(tmpdir(), 'tunix-rt-smoke-'));
process.env['JAX_PLATFORMS'] ??= 'cpu';
const settings = readSettings({ ...process.env, TUNIX_RT_HOME: home, DATABASE_URL: '' });
const application = await openApplication(settings, { onError: (error) => console.error(error) });
try {
  process.exitCode = await train(application);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await application.close();
  await rm(home, { recursive: true, force: true });
}

async function train(application: Application): Promise<number> {
  const { database } = application;
  console.log((await application.tunix.status()).message);
  const traces = sampleTraces({ seed: 1, count: SAMPLES });
  await createTraces(database, { traces, maxBytes: settings.TRACE_MAX_BYTES });
  const definition = datasetDefinition.parse({ name: 'smoke', version: '1', limit: SAMPLES });
  const { key: datasetKey } = await buildDataset(database, definition);
  const training = {
    ...TINY_TRAINING,
    batchSize: 4,
    numEpochs: 2,
    maxSteps: STEPS,
    maxSeqLength: 512,
  };
  const input = startRunInput.parse({ datasetKey, modelId: TINY_MODEL, mode: 'LOCAL', training });
  const { id } = await startRun(application, input);
  let shown = '';
  for await (const _ of watchRuns(application, id)) {
    const { message } = await getRun(database, id);
    if (message !== shown) console.log(`  ${message}`);
    shown = message;
  }
  const run = await getRun(database, id);
  if (run.status !== 'COMPLETED') {
    console.error(`${run.status}: ${run.message}\n${run.stderr}`);
    return 1;
  }
  const [loss] = await metricSeries(database, {
    runId: id,
    names: ['train/loss'],
    maxPoints: 1_000,
    upTo: run.metricSeq,
  });
  for (const { step, value } of loss?.points ?? [])
    console.log(`step ${step}: train/loss ${value?.toFixed(4)}`);
  const values = (loss?.points ?? []).flatMap(({ value }) => value ?? []);
  const [first = 0, last = 0] = [values.at(0), values.at(-1)];
  if (values.length === STEPS && last < first) return 0;
  console.error(
    `Expected ${STEPS} losses that fall, got ${values.length} from ${first} to ${last}`,
  );
  return 1;
}
