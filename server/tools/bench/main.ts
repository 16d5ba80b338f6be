// Measures what `docs/benchmarks.md` explains, and prints it beside its goal. Nothing is asserted:
// times depend on the machine, whose figures are printed with them.
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type Bench, openBench } from './bench.ts';
import { createClient } from './client.ts';
import { type BenchDatabase, createPostgresql, sqlite } from './database.ts';
import { measureLarge } from './large.ts';
import { nextLines, toInput } from './lines.ts';
import { atMost, type Row, timeWork } from './measure.ts';
import { importBatch, list } from './operations.ts';
import { measureRequests } from './requests.ts';
import { measureRows } from './rows.ts';
import { measureRuns } from './runs.ts';
import { measureSamples } from './samples.ts';
import { measureSearch } from './search.ts';
import { startServer } from './server.ts';
import { measureSubscribers } from './subscribers.ts';
import { firstLoadKilobytes } from './web.ts';

const PARTS: Record<string, (bench: Bench) => Promise<void>> = {
  requests: measureRequests,
  rows: measureRows,
  runs: measureRuns,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    large: { type: 'boolean', default: false },
    size: { type: 'string', default: '100000' },
    server: { type: 'string' },
    on: { type: 'string' },
  },
});
const isWanted = (part: string) => positionals.length === 0 || positionals.includes(part);

printMachine();
if (values.on !== 'postgresql') await measureOn(sqlite);
if (values.on !== 'sqlite') {
  const postgresql = await createPostgresql();
  if (typeof postgresql === 'string') console.log(`\n${postgresql}`);
  else await measureOn(postgresql).finally(postgresql.drop);
}
if (isWanted('start')) await measureTheRest();

async function measureOn(database: BenchDatabase): Promise<void> {
  console.log(`\n${database.name}`);
  if (isWanted('start')) await measureStart(database);
  const { bench, close } = await openBench(database, { main: values.server, add: print });
  try {
    for (let batch = 0; batch < 12; batch++) {
      await importBatch(bench.client, nextLines(1_000).map(toInput));
    }
    for (const [name, measure] of Object.entries(PARTS)) if (isWanted(name)) await measure(bench);
    if (values.large) await measureLarge(bench);
    if (isWanted('search')) await measureSearch(bench, Number(values.size));
    if (isWanted('samples')) await measureSamples(bench, Number(values.size));
  } finally {
    await close();
  }
}

async function measureStart({ environment }: BenchDatabase): Promise<void> {
  // The first one brings the schema up to date, and the files into memory.
  for (const isMeasured of [false, true]) {
    let server: Awaited<ReturnType<typeof startServer>> | undefined;
    let client: ReturnType<typeof createClient> | undefined;
    const time = await timeWork(async () => {
      server = await startServer(environment, values.server);
      client = createClient(server.url);
      await list(client, null);
    });
    const core = server?.processorTime() ?? Number.NaN;
    client?.close();
    await server?.stop();
    if (!isMeasured) continue;
    print(atMost('start to first answered query', time / 1_000, 1, 's'));
    print(atMost('  of a core', core / 1_000, 1, 's'));
  }
}

async function measureTheRest(): Promise<void> {
  console.log('\nOn either');
  const { p95 } = await measureSubscribers(100, values.server);
  print(atMost('trainer line to 100 subscribers, p95', p95, 50, 'ms'));
  const page = firstLoadKilobytes();
  if (page !== null) print(atMost('web: first load, gzip', page, 120, 'KB'));
}

function printMachine(): void {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  console.log(`${cpus().length} cores of ${cpu?.model}, ${memory}, node ${process.version}`);
}

function print({ name, figures, goal, isWithin }: Row): void {
  console.log(`${isWithin ? '✓' : '✗'} ${name.padEnd(44)}  ${goal.padEnd(10)}  ${figures}`);
}
