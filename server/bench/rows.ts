import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Bench } from './bench.ts';
import { copyBarely, digestBarely, storeBarely } from './floors.ts';
import { repeated, toInput } from './lines.ts';
import { compare, inThisProcess, ratio } from './measure.ts';
import { build, dryRun, importBatch } from './operations.ts';

const ROWS = 1_000;
const STREAMED = 10;

/** What a thousand rows cost, against the least that the same rows take without a server. */
export async function measureRows(bench: Bench): Promise<void> {
  const { client, bare, home, inServer, add } = bench;
  const lines = repeated(ROWS);
  const traces = lines.map(toInput);
  const file = `${lines.join('\n')}\n`.repeat(STREAMED);
  const store = inThisProcess(() => storeBarely(bare, lines));

  const importing = await compare(
    { rounds: 10 },
    { work: inServer(() => importBatch(client, traces)), floor: store },
  );
  add(ratio('import 1,000 traces', importing, 2.2));

  const stream = () => client.text('/traces/import', Readable.from([file]), 'application/x-ndjson');
  const storeAll = async () => {
    for (let batch = 0; batch < STREAMED; batch++) await storeBarely(bare, lines);
  };
  const streaming = await compare(
    { rounds: 3 },
    { work: inServer(stream), floor: inThisProcess(storeAll) },
  );
  add(ratio('import 10,000 traces as NDJSON', streaming, 1.8));

  await build(client, 'thousand', ROWS);
  const building = await compare(
    { rounds: 10 },
    {
      work: inServer((round) => build(client, `thousand${round}`, ROWS)),
      floor: inThisProcess(() => digestBarely(bare, 'thousand-1')),
    },
  );
  add(ratio('build a dataset of 1,000', building, 2));

  const path = join(home, 'floor.jsonl');
  const download = inServer(() =>
    client.size('/datasets/thousand-1/export.jsonl?format=tunix_sft'),
  );
  const exporting = await compare(
    { rounds: 20 },
    {
      work: download,
      floor: inThisProcess(() => copyBarely(bare, { datasetKey: 'thousand-1', path })),
    },
  );
  add(ratio('export 1,000 as tunix_sft', exporting, 2));

  const running = await compare(
    { rounds: 20 },
    { work: inServer(() => dryRun(client, 'thousand-1')), floor: download },
  );
  add(ratio('dry run of 1,000, against their export', running, 2));
}
