// Measures what `docs/benchmarks.md` explains, and prints it beside its budget. Nothing is asserted:
// the numbers depend on the machine, whose figures are printed with them.
import { cpus, totalmem } from 'node:os';
import { Readable } from 'node:stream';
import { createClient } from './client.ts';
import { manyLines, repeated, toInput } from './lines.ts';
import { atLeast, atMost, median, once, type Row } from './measure.ts';
import {
  build,
  cursorsAcross,
  dryRun,
  enqueueMany,
  getOne,
  importBatch,
  list,
  untilIdle,
} from './operations.ts';
import { startServer } from './server.ts';
import { measureSubscribers } from './subscribers.ts';
import { firstLoadKilobytes } from './web.ts';

const MILLION = 1_000_000;

const rows: Row[] = [];
await measureAll();
print();

async function measureAll() {
  const add = (row: Row) => {
    rows.push(row);
    console.error(`${row.isWithin ? ' ' : '!'} ${row.name}: ${row.value}`);
  };

  let server = await startServer();
  let client = createClient(server.url);
  await client.data('{ __typename }');
  client.close();
  await server.stop();
  const start = await once(async () => {
    server = await startServer();
    client = createClient(server.url);
    await client.data('{ traces(first: 1) { edges { node { id } } } }');
  });
  add(atMost('start to first answered query', start / 1000, 2, 's'));

  const request = { input: { traces: repeated(1_000).map(toInput) } };
  for (let batch = 0; batch < 12; batch++) await importBatch(client, request);
  const { traces } = await client.data(
    '{ traces(first: 100) { totalCount edges { node { id } } } }',
  );
  const ids: string[] = traces.edges.map(({ node }: { node: { id: string } }) => node.id);
  add(
    atMost(
      `get one (${traces.totalCount} stored)`,
      await median(300, (round) => getOne(client, ids[round % 100] ?? '')),
      2,
      'ms',
    ),
  );
  add(
    atMost(
      `list 20 (${traces.totalCount} stored)`,
      await median(300, () => list(client, null)),
      3,
      'ms',
    ),
  );

  const importing = await median(10, () => importBatch(client, request));
  add(atMost('import 1,000 traces in one request', importing, 60, 'ms'));

  add(
    atMost(
      'build a dataset of 1,000',
      await median(5, (round) => build(client, `bench${round}`, 1_000)),
      40,
      'ms',
    ),
  );
  add(
    atMost(
      'export 1,000 as tunix_sft',
      await median(20, () => client.size('/datasets/bench0-1/export.jsonl?format=tunix_sft')),
      15,
      'ms',
    ),
  );

  await build(client, 'hundred', 100);
  add(atMost('dry run, 100 traces', await median(20, () => dryRun(client)), 15, 'ms'));
  const enqueueing = await median(3, async () => {
    await enqueueMany(client, 500, 10);
  });
  add(atLeast('enqueue a run, 10 at once', 500 / (enqueueing / 1000), 800, '/s'));
  await untilIdle(client);

  const { counts } = await client.data('{ counts { traces } }');
  const missing = MILLION - counts.traces;
  const streaming = await once(() =>
    client.text('/traces/import', Readable.from(manyLines(missing)), 'application/x-ndjson'),
  );
  add(atLeast(`NDJSON import of ${missing}`, missing / (streaming / 1000), 20_000, 'traces/s'));

  const cursors = await cursorsAcross(client);
  add(
    atMost(
      'list 20, 1,000,000 stored, any page',
      await median(100, (round) => list(client, cursors[round % cursors.length] ?? null)),
      10,
      'ms',
    ),
  );

  const before = await server.memory();
  let bytes = 0;
  let highest = before;
  const watch = setInterval(async () => {
    highest = Math.max(highest, await server.memory());
  }, 250);
  const exporting = await once(async () => {
    bytes = await client.size('/traces/export.jsonl');
  });
  clearInterval(watch);
  add(atLeast('export 1,000,000', bytes / 1e6 / (exporting / 1000), 50, 'MB/s'));
  add(atMost('  memory it took on top', (highest - before) / 1e6, 200, 'MB'));

  const page = firstLoadKilobytes();
  if (page !== null) add(atMost('web: first load, gzip', page, 120, 'KB'));
  client.close();
  await server.stop();

  const { p95 } = await measureSubscribers(100);
  add(atMost('trainer line to 100 subscribers, p95', p95, 100, 'ms'));
}

function print() {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  console.log(
    `\n${cpus().length} cores of ${cpu?.model}, ${memory}, node ${process.version}, SQLite\n`,
  );
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, budget, value, isWithin } of rows) {
    console.log(`${isWithin ? '✓' : '✗'} ${name.padEnd(width)}  ${value.padStart(16)}  ${budget}`);
  }
}
