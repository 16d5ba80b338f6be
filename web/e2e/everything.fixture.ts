import type { Page } from 'playwright-core';
import { SAMPLE_SOURCE, sampleTraces } from '../../server/examples/sampleTraces.ts';
import { jobEnded, runJudge, storeJudge } from '../../server/testing/judging.ts';
import type { Asked } from '../../server/testing/training.ts';
import {
  buildQuestions,
  ended,
  printed,
  runOf,
  scriptEvaluations,
  scriptExports,
  startEvaluation,
  startTraining,
} from '../../server/testing/training.ts';
import { until } from '../../server/testing/until.ts';
import {
  buildDataset,
  createManifest,
  createReview,
  startRun,
  storeTraces,
} from './seed.fixture.ts';

/** Addresses of pages by a name for each. */
export type Pages = Record<string, string>;

/** Pages of a server that has nothing yet. */
export const EMPTY_PAGES: Pages = {
  'home-empty': '/',
  'traces-empty': '/traces',
  'reviews-empty': '/reviews',
  'reviews-new-empty': '/reviews/new',
  'review-not-found': '/reviews/nowhere',
  'imports-empty': '/imports',
  'import-not-found': '/imports/nowhere',
  'datasets-empty': '/datasets',
  'datasets-new-empty': '/datasets/new',
  'manifests-empty': '/manifests',
  'manifests-new-empty': '/manifests/new',
  'judges-empty': '/judges',
  'judge-new-empty': '/judges/new',
  'runs-empty': '/runs',
  'evaluations-empty': '/evaluations',
  'evaluation-new-empty': '/evaluations/new',
  'leaderboard-empty': '/evaluations/leaderboard',
  'evaluations-compare-not-found': '/evaluations/compare?base=nowhere&other=nowhere',
  'models-empty': '/models',
  'playground-empty': '/playground',
  'storage-empty': '/storage',
  'not-found': '/nowhere',
  'trace-not-found': '/traces/nowhere',
  'dataset-not-found': '/datasets/nowhere',
  'manifest-not-found': '/manifests/nowhere',
  'judge-not-found': '/judges/nowhere',
  'job-not-found': '/judges/jobs/nowhere',
  'run-not-found': '/runs/nowhere',
  'evaluation-not-found': '/evaluations/nowhere',
  'model-not-found': '/models/nowhere',
};

/** What opens over a page: on which, what is pressed, and what is then there. */
export const OPENINGS: Record<
  string,
  { at: string; press: (page: Page) => Promise<void>; opened: string }
> = {
  palette: {
    at: 'home',
    press: (page) => page.keyboard.press('Control+k'),
    opened: '[data-testid="palette"] [role="option"]',
  },
  'key-sheet': {
    at: 'traces',
    press: (page) => page.keyboard.press('?'),
    opened: '[data-testid="key-sheet"]',
  },
  'traces-selected': {
    at: 'traces',
    press: (page) => page.getByLabel('Select all rows').check(),
    opened: '[data-testid="selected-count"]',
  },
  'traces-delete': {
    at: 'traces',
    async press(page) {
      await page.getByLabel('Select all rows').check();
      await page.getByRole('button', { name: 'Delete…' }).click();
    },
    opened: 'dialog[open]',
  },
  'import-refused': {
    at: 'import-new',
    async press(page) {
      await page.getByLabel('Rows to paste').fill('{"prompt": 1}\n{}');
      await page.getByRole('button', { name: 'Look at what I pasted' }).click();
      await page.getByTestId('verdict').waitFor();
      await page.getByRole('button', { name: 'Import', exact: true }).click();
    },
    opened: '[data-testid="import"]',
  },
  'import-preview': {
    at: 'import-new',
    async press(page) {
      await page.getByLabel('Rows to paste').fill('{"question": "1 + 1?", "answer": "#### 2"}');
      await page.getByRole('button', { name: 'Look at what I pasted' }).click();
    },
    opened: '[data-testid="verdict"]',
  },
  'import-by-hand': {
    at: 'import-new-by-hand',
    async press(page) {
      await page.getByLabel('Rows to paste').fill('{"frage": "1 + 1?", "antwort": "2"}');
      await page.getByRole('button', { name: 'Look at what I pasted' }).click();
    },
    opened: '[data-testid="preview-traces"]',
  },
  'import-undo': {
    at: 'import',
    press: (page) => page.getByRole('button', { name: 'Undo import…' }).click(),
    opened: 'dialog[open]',
  },
  'runs-delete': {
    at: 'runs',
    async press(page) {
      await page.getByLabel('Select all runs of this page').check();
      await page.getByRole('button', { name: 'Delete…' }).click();
      await page.getByText('come free').waitFor();
    },
    opened: 'dialog[open]',
  },
  'dataset-delete': {
    at: 'dataset',
    press: (page) => page.getByRole('button', { name: 'Delete' }).click(),
    opened: 'dialog[open]',
  },
  'dataset-export': {
    at: 'dataset',
    press: (page) => page.getByRole('button', { name: 'Export…' }).click(),
    opened: '[data-testid="export-preview"]',
  },
  'manifest-refused': {
    at: 'manifest-new-wrong',
    press: (page) => page.getByRole('button', { name: 'Create manifest' }).click(),
    opened: '[role="alert"]',
  },
  'run-menu': {
    at: 'runs',
    press: (page) =>
      page
        .getByRole('button', { name: /Actions of/ })
        .first()
        .click(),
    opened: '[role="menuitem"]',
  },
  'run-cancel': {
    at: 'training-running',
    press: (page) => page.getByRole('button', { name: 'Cancel', exact: true }).click(),
    opened: 'dialog[open]',
  },
  'evaluation-open': {
    at: 'evaluation',
    press: (page) => page.keyboard.press('j'),
    opened: '[data-testid="open-row"]',
  },
  'model-keep': {
    at: 'training-checkpoints',
    press: (page) => page.getByRole('button', { name: 'Keep as a model…' }).first().click(),
    opened: 'dialog[open]',
  },
  'samples-to-dataset': {
    at: 'evaluation',
    press: (page) => page.getByRole('button', { name: 'To a dataset…' }).click(),
    opened: '[data-testid="harvest-preview"]',
  },
  'model-alias': {
    at: 'model',
    press: (page) => page.getByRole('button', { name: 'Set alias…' }).click(),
    opened: 'dialog[open]',
  },
  'playground-answered': {
    at: 'playground',
    async press(page) {
      await page.getByLabel('Prompt').fill('How much is 1 + 1?');
      await page.getByRole('button', { name: 'Generate' }).click();
      await page.getByText('Done', { exact: true }).waitFor();
    },
    opened: '[data-testid="sample"] strong',
  },
  toast: {
    at: 'home-panels',
    async press(page) {
      await page.getByTestId('trace:json').fill('mine');
      await page.getByTestId('trace:load-example').click();
    },
    opened: '[data-testid="toast"]',
  },
};

/** Training values with which `tunix-rt/tiny` learns something from samples. */
export const TRAINING = {
  learningRate: 5e-3,
  schedule: 'COSINE',
  warmupSteps: 10,
  maxSeqLength: 256,
  evaluationFraction: 0.05,
  evaluationEverySteps: 15,
};

/** Puts one of everything onto a server that trains with the fixture trainer; answers what to look at. */
export async function fillWithEverything(server: Asked): Promise<Pages> {
  const [first, second] = await storeTraces(server, sampleTraces());
  await server.data('mutation { scoreTraces(input: {}) { __typename } }');
  const review = await createReview(server, 'TRACE');
  const stepwise = await createReview(server, 'STEP');
  const sample = { name: 'sample', filter: { source: SAMPLE_SOURCE } };
  const kinds = { strategy: 'STRATIFIED', stratifyBy: 'task.kind', seed: 1 };
  await buildDataset(server, { ...sample, version: '1', ...kinds });
  await buildDataset(server, { ...sample, version: '2', strategy: 'RANDOM', seed: 7, limit: 120 });
  const manifest = await createManifest(server, { datasetKey: 'sample-2', training: TRAINING });
  const [long] = await storeTraces(server, [LONG]);
  const upload = await server.fetch('/traces/import?name=mixed.jsonl', {
    method: 'POST',
    body: '{"question":"1 + 1?","answer":"#### 2"}\n{"question":7}\n{}',
  });
  const { import: imported } = (await upload.json()) as { import: string };

  const judge = await storeJudge(server);
  const judged = await runJudge(server, judge, { limit: 3 });
  await jobEnded(server, judged.id);

  const dryRun = await ended(server, await startRun(server, { manifestId: manifest }));
  const training = await startTraining(server, 'curve=180;checkpoint=90;checkpoint=180');
  const other = await startTraining(server, 'curve=120,0.02;checkpoint=120');
  const failed = await startTraining(
    server,
    'curve=20;fail=RESOURCE_EXHAUSTED%3A%20Out%20of%20memory,Lower%20batch_size;exit=1',
  );
  await ended(server, failed);
  const evaluated = await evaluateAndKeep(server, training);
  const running = await startTraining(server, 'curve=60;plan=200;wait=end');
  await printed(server, running, 'Step 60/60');
  await until('the plan of 200 steps is told', async () => {
    const { plannedSteps } = await runOf(server, running);
    return plannedSteps === 200;
  });
  await startTraining(server, 'curve=10');

  return {
    home: '/',
    'home-panels': '/?panels=open',
    'home-history': `/?history=20&detail=${failed}`,
    traces: '/traces',
    'traces-search': '/traces?search=minutes&order=best',
    'traces-facet': '/traces?facet=task.kind&meta=task.difficulty%3Deasy',
    imports: '/imports',
    'import-new': '/imports/new',
    'import-new-by-hand': '/imports/new?format=mapping&prompt=frage&answer=antwort',
    import: `/imports/${imported}`,
    trace: `/traces/${first}`,
    'trace-json': `/traces/${first}?view=json`,
    'trace-training': `/traces/${first}?view=training`,
    'trace-long': `/traces/${long}`,
    'traces-compare': `/traces/compare?base=${first}&other=${second}`,
    'traces-compare-choose': `/traces/compare?base=${first}`,
    reviews: '/reviews',
    'review-new': '/reviews/new?search=minutes&kind=STEP&scale=range',
    review: `/reviews/${review}`,
    'review-steps': `/reviews/${stepwise}`,
    datasets: '/datasets',
    'dataset-new': '/datasets/new?name=easy&meta=task.difficulty%3Deasy&strategy=RANDOM&seed=3',
    dataset: '/datasets/sample-2?length=200',
    'dataset-rows': '/datasets/sample-2?tab=rows',
    'datasets-compare': '/datasets/compare?base=sample-1&other=sample-2',
    judges: '/judges',
    'judge-new': `/judges/new?from=${judge}`,
    judge: `/judges/${judge}`,
    'judge-job': `/judges/jobs/${judged.id}`,
    manifests: '/manifests',
    'manifest-new': `/manifests/new?${new URLSearchParams({
      dataset: 'sample-2',
      model: 'tunix-rt/tiny',
      ...Object.fromEntries(Object.entries(TRAINING).map(([name, value]) => [name, String(value)])),
    })}`,
    'manifest-new-wrong': '/manifests/new?dataset=sample-2&model=tunix-rt%2Ftiny&batchSize=513',
    'manifest-new-from-model': '/manifests/new?dataset=sample-2&fromModel=tiny-sums@champion',
    manifest: `/manifests/${manifest}`,
    runs: '/runs',
    'runs-failed': '/runs?status=FAILED',
    'dry-run': `/runs/${dryRun.id}`,
    training: `/runs/${training}`,
    'training-smooth': `/runs/${training}?smooth=0.8&log=1`,
    'training-log': `/runs/${training}?tab=log`,
    'training-log-search': `/runs/${training}?tab=log&find=loss&times=1`,
    'training-checkpoints': `/runs/${training}?tab=checkpoints`,
    'training-files': `/runs/${training}?tab=files`,
    'training-configuration': `/runs/${training}?tab=configuration`,
    'training-running': `/runs/${running}`,
    'training-failed': `/runs/${failed}`,
    evaluations: '/evaluations',
    'evaluation-new': `/evaluations/new?run=${training}`,
    evaluation: `/evaluations/${evaluated.step}`,
    'evaluation-wrong': `/evaluations/${evaluated.step}?outcome=WRONG`,
    'evaluations-compare': `/evaluations/compare?base=${evaluated.base}&other=${evaluated.step}`,
    leaderboard: '/evaluations/leaderboard',
    'evaluation-run': `/runs/${evaluated.run}`,
    models: '/models',
    storage: '/storage',
    model: '/models/tiny-sums',
    playground: '/playground?model=tiny-sums%401',
    'export-run': `/runs/${evaluated.exported}`,
    'runs-compare': `/runs/compare?ids=${training},${other},${failed}`,
  };
}

/** Evaluates a training at its base and its last step, keeps that as a model, and exports it. */
async function evaluateAndKeep(server: Asked, training: string) {
  await buildQuestions(server, 6);
  await scriptEvaluations(
    server.home,
    'samples=wwcw.wwww.nwxw.wwww.xxxx.wcww,0;samples=cccw.cwcc.cccc.wwcc.nccc.exec,180',
  );
  await scriptExports(server.home, `tell=${encodeURIComponent(JSON.stringify(EXPORTED))}`);
  const run = await startEvaluation(
    server,
    { runId: training, steps: [0, 180] },
    { samples: 4, temperature: 0.7 },
  );
  await ended(server, run);
  const {
    run: { evaluations },
  } = await server.data('query ($id: ID!) { run(id: $id) { evaluations { id } } }', { id: run });
  await server.data(
    `mutation ($input: RegisterModelInput!) { registerModel(input: $input) { __typename } }`,
    { input: { runId: training, step: 180, name: 'tiny-sums', alias: 'champion' } },
  );
  const { startExport } = await server.data(
    'mutation { startExport(input: { model: "tiny-sums@champion" }) { ... on Run { id } } }',
  );
  await ended(server, startExport.id);
  return { run, base: evaluations[0].id, step: evaluations[1].id, exported: startExport.id };
}

const EXPORTED = {
  kind: 'exported',
  path: 'output/model',
  files: [
    { path: 'config.json', size_bytes: 1_204, sha256: 'c0ffee'.repeat(10) },
    { path: 'model.safetensors', size_bytes: 1_316_000, sha256: 'abad1dea'.repeat(8) },
  ],
  tensors: 26,
  largest_difference: 4e-6,
  checked_with: 'transformers',
};

/** A trace of about 160 KB. */
const LONG = {
  traceVersion: '1.0',
  prompt: 'How many trailing zeros has 1000 factorial?',
  finalAnswer: '249',
  steps: Array.from({ length: 20 }, (_, i) => ({
    i,
    type: i % 2 ? 'check' : 'think',
    content: `${i}. Every factor of 10 needs a 2 and a 5, and fives are rarer. `.repeat(130),
  })),
  meta: { source: SAMPLE_SOURCE, task: { kind: 'factorial', difficulty: 'hard' } },
};
