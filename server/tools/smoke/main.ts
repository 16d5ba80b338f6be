// Trains the built-in tiny model with real Tunix on CPU for a moment, on packed rows, and prints the losses beside what
// was said before it began: sequences, steps, memory. Then evaluates its checkpoint beside its base, keeps it as a model,
// trains on from that, exports it, and asks it. It ends with 1 when anything of it does not work.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../../../prisma/generated/sqlite/client.ts';
import { type Application, openApplication } from '../../application.ts';
import { buildDataset } from '../../datasets/build.ts';
import { datasetDefinition } from '../../datasets/definition.ts';
import { readSettings } from '../../env.ts';
import { startEvaluationInput } from '../../evaluations/input.ts';
import { storedNumbers } from '../../evaluations/numbers/numbers.ts';
import { startEvaluations } from '../../evaluations/start.ts';
import { sampleTraces } from '../../examples/sampleTraces.ts';
import { importTraces } from '../../imports/importTraces.ts';
import { TINY_MODEL, TINY_TRAINING } from '../../manifests/fields.ts';
import { storedManifest } from '../../manifests/stored.ts';
import { startExport, startExportInput } from '../../models/export.ts';
import { storedExport } from '../../models/exported.ts';
import { registerModel } from '../../models/register.ts';
import { forecast } from '../../preflight/forecast.ts';
import { storedPlan } from '../../runs/plan.ts';
import { startRun, startRunInput } from '../../runs/start.ts';
import { storedThroughput } from '../../runs/throughput.ts';
import { ask } from './ask.ts';
import { ended } from './ended.ts';
import { losses } from './losses.ts';
import { trainOn } from './trainOn.ts';

const SAMPLES = 100;
const MODEL = 'smoke@champion';
/** How far the estimate of memory may be from what was taken. */
const MOST_ERROR = 0.3;

const home = await mkdtemp(join(tmpdir(), 'tunix-rt-smoke-'));
process.env['JAX_PLATFORMS'] ??= 'cpu';
const settings = readSettings({ ...process.env, TUNIX_RT_HOME: home, DATABASE_URL: '' });
const application = await openApplication(settings, { onError: (error) => console.error(error) });
try {
  const trained = await train(application);
  process.exitCode =
    typeof trained === 'number'
      ? trained
      : (await judge(application, trained)) || (await ask(application, MODEL));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await application.close();
  await rm(home, { recursive: true, force: true });
}

/** Trains; answers the run, or with what to exit. */
async function train(application: Application): Promise<number | Run> {
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
  const run = await ended(application, id);
  if (!run) return 1;
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
  const values = await losses(application, run);
  for (const [place, value] of values.entries())
    console.log(`step ${place + 1}: train/loss ${value.toFixed(4)}`);
  const [first = 0, last = 0] = [values.at(0), values.at(-1)];
  if (values.length === run.step && last < first) return run;
  console.error(
    `Expected ${run.step} losses that fall, got ${values.length} from ${first} to ${last}`,
  );
  return 1;
}

/** Evaluates the last checkpoint of a training beside its base, keeps it as a model, trains on from that, and exports it. */
async function judge(application: Application, training: Run): Promise<number> {
  const { database } = application;
  const { step, datasetKey } = training;
  const [started] = await startEvaluations(
    application,
    startEvaluationInput.parse({
      subjects: [{ runId: training.id, steps: [0, step] }],
      datasetKey,
      values: { maxNewTokens: 64, batchSize: 50 },
    }),
  );
  if (!started || !(await ended(application, started.id))) return 1;
  const evaluations = await database.prisma.evaluation.findMany({
    where: { runId: started.id },
    orderBy: { step: 'asc' },
  });
  for (const evaluation of evaluations) {
    const { accuracy, expectedLossPerToken } = storedNumbers(evaluation) ?? {};
    console.log(
      `step ${evaluation.step}: ${evaluation.sampleCount} samples, accuracy ${accuracy?.value}, expected loss ${expectedLossPerToken?.toFixed(4)}`,
    );
  }
  const [base, trained] = evaluations.map(
    (evaluation) => storedNumbers(evaluation)?.expectedLossPerToken ?? Number.NaN,
  );
  if (!(Number(trained) < Number(base))) {
    console.error('Expected the texts that were trained to be likelier than before');
    return 1;
  }
  await registerModel(application, { runId: training.id, step, name: 'smoke', alias: 'champion' });
  if (!(await trainOn(application, training, MODEL))) return 1;
  const { id } = await startExport(application, startExportInput.parse({ model: MODEL }));
  const exporting = await ended(application, id);
  if (!exporting) return 1;
  const exported = storedExport(exporting);
  console.log(
    `exported ${exported?.tensors} tensors, logits differ by ${exported?.largestDifference}, loaded with ${exported?.checkedWith}`,
  );
  return 0;
}
