// TUNIX_PYTHON=/path/to/python node docs/images.ts
// Makes the pictures of README and docs, with sample traces and a real training of tunix-rt/tiny. It needs
// Chromium, a Python with google-tunix and a page that was built: `npm run build`.
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sampleTraces } from '../server/examples/sampleTraces.ts';
import { type Client, createClient } from '../server/tools/bench/client.ts';
import { startServer } from '../server/tools/bench/server.ts';
import { launchBrowser } from '../web/e2e/browser.fixture.ts';
import { TRAINING } from '../web/e2e/everything.fixture.ts';
import { goAndSettle } from '../web/e2e/settle.fixture.ts';

const FOLDER = fileURLToPath(new URL('images/', import.meta.url));
const KEY = 'sample-v1';

const server = await startServer();
const client = createClient(server.url);
const browser = await launchBrowser();
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  for (const [name, address] of Object.entries(await fill(client))) {
    await goAndSettle(page, server.url + address);
    await page.screenshot({ path: `${FOLDER}${name}.png` });
  }
} finally {
  await browser.close();
  client.close();
  await server.stop();
}

/** Walks through the loop; answers the address of each page to show. */
async function fill({ data }: Client): Promise<Record<string, string>> {
  await data(
    `mutation ($traces: ImportTracesInput!, $dataset: BuildDatasetInput!) {
      importTraces(input: $traces) { __typename }
      scoreTraces(input: {}) { __typename }
      buildDataset(input: $dataset) { __typename }
    }`,
    {
      traces: { traces: sampleTraces() },
      dataset: {
        name: 'sample',
        version: 'v1',
        strategy: 'STRATIFIED',
        stratifyBy: 'task.kind',
        seed: 1,
        limit: 200,
      },
    },
  );
  const training = await train(data);
  const form = new URLSearchParams({
    dataset: KEY,
    model: 'tunix-rt/tiny',
    ...Object.fromEntries(Object.entries(TRAINING).map(([name, value]) => [name, String(value)])),
  });
  return {
    traces: '/traces?search=minutes&order=best',
    manifest: `/manifests/new?${form}`,
    training: `/runs/${training}`,
  };
}

/** Trains to the end; answers the run's id. */
async function train(data: Client['data']): Promise<string> {
  const { startRun } = await data(
    `mutation ($input: StartRunInput!) {
      startRun(input: $input) { ... on Run { id } ... on Error { message } }
    }`,
    {
      input: {
        mode: 'LOCAL',
        datasetKey: KEY,
        modelId: 'tunix-rt/tiny',
        outputDir: './output',
        training: TRAINING,
      },
    },
  );
  if (!startRun.id) throw new Error(startRun.message);
  for (;;) {
    const { run } = await data('query ($id: ID!) { run(id: $id) { endedAt } }', startRun);
    if (run.endedAt) return startRun.id;
    await delay(100);
  }
}
