// Trains the built-in tiny model with real Tunix on CPU for a moment, on packed rows, and prints the losses beside what
// was said before it began: sequences, steps, memory. It ends with 1 when anything of it does not work.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, openApplication } from '../../application.ts';
import { buildDataset } from '../../datasets/build.ts';
import { datasetDefinition } from '../../datasets/definition.ts';
import { readSettings } from '../../env.ts';
import { sampleTraces } from '../../examples/sampleTraces.ts';
import { importTraces } from '../../imports/importTraces.ts';
import { TINY_MODEL, TINY_TRAINING } from '../../manifests/fields.ts';
import { storedManifest } from '../../manifests/stored.ts';
import { metricSeries } from '../../metrics/series.ts';
import { forecast } from '../../preflight/forecast.ts';
import { getRun } from '../../runs/get.ts';
import { storedPlan } from '../../runs/plan.ts';
import { startRun, startRunInput } from '../../runs/start.ts';
import { storedThroughput } from '../../runs/throughput.ts';
import { watchRuns } from '../../runs/watch.ts';

const SAMPLES = 100;
/** How far the estimate of memory may be from what was taken. */
const MOST_ERROR = 0.3;

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
  await importTraces(application, { traces, name: 'Sample traces', source: 'GRAPHQL' });
  const definition = datasetDefinition.parse({ name: 'smoke', version: '1', limit: SAMPLES });
  const { key: datasetKey } = await buildDataset(database, definition);
  const training = {
    ...TINY_TRAINING,
    batchSize: 4,
    numEpochs: 2,
    maxSeqLength: 512,
    warmupSteps: 2,
    packing: true,
  };
  const input = startRunInput.parse({ datasetKey, modelId: TINY_MODEL, mode: 'LOCAL', training });
  const { id, datasetId, configuration } = await startRun(application, input);
  const said = await forecast(application, {
    datasetId: datasetId ?? '',
    manifest: storedManifest(configuration),
  });
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
  const plan = storedPlan(run);
  const { peakMemoryBytes } = storedThroughput(run) ?? {};
  const error = (said.memoryBytes ?? 0) / (peakMemoryBytes ?? 1) - 1;
  console.log(
    `said ${said.plan.sequences} sequences, ${said.plan.totalSteps} steps, ${said.memoryBytes} bytes; ` +
      `came to ${plan?.sequences}, ${run.step}, ${peakMemoryBytes} (${(100 * error).toFixed(0)} %)`,
  );
  const cameTrue = said.plan.sequences === plan?.sequences && said.plan.totalSteps === run.step;
  if (!said.isExact || !cameTrue || Math.abs(error) > MOST_ERROR) {
    console.error('Expected what was said to come true');
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
  if (values.length === run.step && last < first) return 0;
  console.error(
    `Expected ${run.step} losses that fall, got ${values.length} from ${first} to ${last}`,
  );
  return 1;
}
