// Measures what `docs/benchmarks.md` explains under "In the browser". Nothing is asserted: the numbers
// depend on the machine, whose figures are printed first. Names as arguments measure only those.
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createClient } from '../../server/tools/bench/client.ts';
import { untilIdle } from '../../server/tools/bench/operations.ts';
import { startServer } from '../../server/tools/bench/server.ts';
import { chromiumPath, launchBrowser } from '../e2e/browser.fixture.ts';
import { createTable } from './bench.ts';
import { measureCharts } from './charts.ts';
import { measureHour } from './hour.ts';
import { measureList } from './list.ts';
import { measureLog } from './log.ts';
import { cancelRuns, prepareRuns } from './runs.ts';
import { measureComparison, measureTraces } from './traces.ts';

const TRAINER = fileURLToPath(new URL('../../server/testing/trainer.ts', import.meta.url));

const MEASUREMENTS = {
  list: measureList,
  traces: measureTraces,
  comparison: measureComparison,
  log: measureLog,
  charts: measureCharts,
  hour: measureHour,
};

const problem = whatIsMissing();
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  await measureAll(process.argv.slice(2));
}

function whatIsMissing(): string | null {
  if (!chromiumPath) return 'Expected Chromium, got none: install it, or set CHROMIUM to its path.';
  const unknown = process.argv.slice(2).find((name) => !(name in MEASUREMENTS));
  const names = Object.keys(MEASUREMENTS).join(', ');
  return unknown ? `Expected some of ${names}, got ${unknown}.` : null;
}

async function measureAll(wanted: string[]): Promise<void> {
  const server = await startServer({ TUNIX_PYTHON: TRAINER });
  const client = createClient(server.url);
  const browser = await launchBrowser();
  try {
    await prepareRuns(client);
    const [cpu] = cpus();
    const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
    console.log(
      `${cpus().length} cores of ${cpu?.model}, ${memory}, Chromium ${browser.version()}\n`,
    );
    const bench = { browser, client, url: server.url, home: server.home, ...createTable() };
    for (const [name, measure] of Object.entries(MEASUREMENTS))
      if (wanted.length === 0 || wanted.includes(name)) await measure(bench);
  } finally {
    await browser.close();
    await cancelRuns(client);
    await untilIdle(client);
    client.close();
    await server.stop();
  }
}
