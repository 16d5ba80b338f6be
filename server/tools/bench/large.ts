import { Readable } from 'node:stream';
import { ADDRESSES, writeAddress } from '../../addresses.ts';
import type { Bench } from './bench.ts';
import { digestBarely } from './floors.ts';
import { manyLines } from './lines.ts';
import { atLeast, atMost, compare, inThisProcess, medianOf, ratio, timeWork } from './measure.ts';
import { build, cursorsAcross, list } from './operations.ts';

const HALF = 500_000;
const MILLION = 1_000_000;
const SELECTED = 100_000;

/** What half a million rows and a million cost. */
export async function measureLarge(bench: Bench): Promise<void> {
  const { client, bare, inServer, add } = bench;
  await fillTo(bench, HALF);
  const choice = { strategy: 'RANDOM', seed: 7 };
  await build(client, 'random', SELECTED, choice);
  const building = await compare(
    { rounds: 1 },
    {
      work: inServer((round) => build(client, `random${round}`, SELECTED, choice)),
      floor: inThisProcess(() => digestBarely(bare, 'random-1')),
    },
  );
  add(ratio('build RANDOM 100,000 of 500,000', building, 2));

  const { count, time } = await fillTo(bench, MILLION);
  add(atLeast(`import of ${count} as NDJSON`, count / (time / 1_000), 20_000, 'traces/s'));
  const cursors = await cursorsAcross(client);
  const listing = await medianOf(100, (round) =>
    list(client, cursors[round % cursors.length] ?? null),
  );
  add(atMost('list 20 of 1,000,000, any page', listing, 10, 'ms'));
  await measureExport(bench);
}

async function fillTo({ client }: Bench, total: number): Promise<{ count: number; time: number }> {
  const { counts } = await client.data('{ counts { traces } }');
  const count = total - counts.traces;
  const lines = Readable.from(manyLines(count));
  const time = await timeWork(() =>
    client.text(ADDRESSES.importTraces, lines, 'application/x-ndjson'),
  );
  return { count, time };
}

async function measureExport({ client, server, add }: Bench): Promise<void> {
  const before = await server.memory();
  let [bytes, highest] = [0, before];
  const watch = setInterval(async () => {
    highest = Math.max(highest, await server.memory());
  }, 250);
  try {
    const time = await timeWork(async () => {
      bytes = await client.size(writeAddress(ADDRESSES.exportTraces, { file: 'jsonl' }));
    });
    add(atLeast('export 1,000,000', bytes / 1e6 / (time / 1_000), 50, 'MB/s'));
    add(atMost('  memory that it took on top', (highest - before) / 1e6, 200, 'MB'));
  } finally {
    clearInterval(watch);
  }
}
