// TUNIX_PYTHON=/path/to/python node docs/images.ts
// Makes the pictures of README and docs, with sample traces and a real training of tunix-rt/tiny. It needs
// Chromium, a Python with google-tunix and a page that was built: `npm run build`.
import { fileURLToPath } from 'node:url';
import { sampleTraces } from '../server/examples/sampleTraces.ts';
import { TINY_MODEL } from '../server/manifests/fields.ts';
import { until } from '../server/testing/until.ts';
import { type Client, createClient } from '../server/tools/bench/client.ts';
import { startServer } from '../server/tools/bench/server.ts';
import { launchBrowser } from '../web/e2e/browser.fixture.ts';
import { TRAINING } from '../web/e2e/everything.fixture.ts';
import { buildDataset, startRun, storeTraces } from '../web/e2e/seed.fixture.ts';
import { goAndSettle } from '../web/e2e/settle.fixture.ts';

const FOLDER = fileURLToPath(new URL('images/', import.meta.url));
const TRAINING_PATIENCE = 3_600_000;

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
async function fill(client: Client): Promise<Record<string, string>> {
  await storeTraces(client, sampleTraces());
  await client.data('mutation { scoreTraces(input: {}) { __typename } }');
  const datasetKey = await buildDataset(client, {
    name: 'sample',
    strategy: 'STRATIFIED',
    stratifyBy: 'task.kind',
    seed: 1,
    limit: 200,
  });
  const id = await startRun(client, {
    mode: 'LOCAL',
    datasetKey,
    modelId: TINY_MODEL,
    outputDir: './output',
    training: TRAINING,
  });
  await until(
    'the training has ended',
    async () => {
      const { run } = await client.data('query ($id: ID!) { run(id: $id) { endedAt } }', { id });
      return run.endedAt;
    },
    TRAINING_PATIENCE,
  );
  const form = new URLSearchParams({
    dataset: datasetKey,
    model: TINY_MODEL,
    ...Object.fromEntries(Object.entries(TRAINING).map(([name, value]) => [name, String(value)])),
  });
  return {
    traces: '/traces?search=minutes&order=best',
    manifest: `/manifests/new?${form}`,
    training: `/runs/${id}`,
  };
}
