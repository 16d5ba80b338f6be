// node docs/screenshots.ts
// Takes pictures of the workbench with sample traces, a dataset, a manifest and a dry run, into
// docs/screenshots. It needs Chromium and a page that was built: `npm run build`. With a TUNIX_PYTHON
// that has google-tunix, it also trains, which takes a minute.
import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { type Client, createClient } from '../server/bench/client.ts';
import { startServer } from '../server/bench/server.ts';
import { sampleTraces } from '../server/demo/sampleTraces.ts';
import { launchBrowser } from '../web/e2e/browser.fixture.ts';

const FOLDER = fileURLToPath(new URL('screenshots/', import.meta.url));
const THEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
const KEY = 'sample-v1';
const TRAINING = {
  learningRate: 5e-3,
  schedule: 'COSINE',
  warmupSteps: 10,
  maxSeqLength: 256,
  evaluationFraction: 0.05,
  evaluationEverySteps: 15,
};

await mkdir(FOLDER, { recursive: true });
const server = await startServer();
const client = createClient(server.url);
let browser: Browser | undefined;
try {
  const pages = await fill(client);
  browser = await launchBrowser();
  for (const theme of THEMES) {
    for (const viewport of SIZES) {
      const context = await browser.newContext({
        viewport,
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(`${server.url}${address}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        // Parts of a page come as scripts of their own.
        await page.waitForLoadState('networkidle');
        await page.waitForFunction(
          () => !document.querySelector('main [aria-busy="true"]:not([aria-hidden])'),
        );
        const path = `${FOLDER}${name}-${theme}-${viewport.width}.png`;
        await page.screenshot({ path });
        console.log(path);
      }
      await context.close();
    }
  }
} finally {
  await browser?.close();
  client.close();
  await server.stop();
}

/** Walks through the loop up to a dry run; answers the address of each page to show. */
async function fill({ data }: Client): Promise<Record<string, string>> {
  await data(
    'mutation ($input: ImportTracesInput!) { importTraces(input: $input) { __typename } }',
    { input: { traces: sampleTraces() } },
  );
  await data('mutation { scoreTraces(input: {}) { __typename } }');
  await data(
    'mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) { __typename } }',
    {
      input: {
        name: 'sample',
        version: 'v1',
        strategy: 'STRATIFIED',
        stratifyBy: 'task.kind',
        seed: 1,
        limit: 200,
      },
    },
  );
  const { createManifest } = await data(
    'mutation ($input: CreateManifestInput!) { createManifest(input: $input) { ... on Manifest { id } } }',
    {
      input: {
        datasetKey: KEY,
        modelId: 'tunix-rt/tiny',
        outputDir: './output',
        training: TRAINING,
      },
    },
  );
  const { tunixStatus } = await data('{ tunixStatus { available } }');
  const dryRun = await run(data, { manifestId: createManifest.id });
  const training = tunixStatus.available
    ? await run(data, { manifestId: createManifest.id, mode: 'LOCAL' })
    : null;
  const form = new URLSearchParams({
    dataset: KEY,
    model: 'tunix-rt/tiny',
    ...Object.fromEntries(Object.entries(TRAINING).map(([name, value]) => [name, String(value)])),
  });
  return {
    home: '/',
    traces: '/traces',
    dataset: `/datasets/${KEY}`,
    manifest: `/manifests/new?${form}`,
    run: `/runs/${dryRun}`,
    ...(training && { training: `/runs/${training}` }),
  };
}

/** Starts a run and waits until it has ended; answers its id. */
async function run(data: Client['data'], input: object): Promise<string> {
  const { startRun } = await data(
    'mutation ($input: StartRunInput!) { startRun(input: $input) { ... on Run { id } } }',
    { input },
  );
  for (;;) {
    const { run } = await data('query ($id: ID!) { run(id: $id) { endedAt } }', startRun);
    if (run.endedAt) return startRun.id;
    await delay(100);
  }
}
