import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ADDRESSES, writeAddress } from '../../addresses.ts';
import type { Bench } from './bench.ts';
import { copyBarely, digestBarely, storeBarely } from './floors.ts';
import { nextLines, toInput } from './lines.ts';
import { compare, inThisProcess, ratio, type Work } from './measure.ts';
import { build, dryRunOperation, importBatch } from './operations.ts';

const ROWS = 1_000;
const STREAMED = 10_000;

/** What a thousand rows cost, against the least that the same rows take without a server. */
export async function measureRows(bench: Bench): Promise<void> {
  const { client, bare, home, inServer, add } = bench;

  const importing = await compare(
    { rounds: 10 },
    {
      work: withLines(ROWS, {
        of: inServer,
        once: (lines) => importBatch(client, lines.map(toInput)),
      }),
      floor: withLines(ROWS, { of: inThisProcess, once: (lines) => storeBarely(bare, lines) }),
    },
  );
  add(ratio('import 1,000 traces', importing, 2.2));

  const streaming = await compare(
    { rounds: 3 },
    {
      work: withLines(STREAMED, { of: inServer, once: (lines) => stream(client, lines) }),
      floor: withLines(STREAMED, {
        of: inThisProcess,
        async once(lines) {
          for (let start = 0; start < STREAMED; start += ROWS) {
            await storeBarely(bare, lines.slice(start, start + ROWS));
          }
        },
      }),
    },
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
    client.size(
      writeAddress(
        ADDRESSES.datasetExport,
        { key: 'thousand-1', file: 'jsonl' },
        { format: 'tunix_sft' },
      ),
    ),
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
    { work: inServer(() => dryRunOperation(client, 'thousand-1')), floor: download },
  );
  add(ratio('dry run of 1,000, against their export', running, 2));
}

/** A work on lines that are made before it, no two of them alike: what is stored already would be skipped. */
function withLines(
  count: number,
  { of, once }: { of: (once: Work['once']) => Work; once: (lines: string[]) => Promise<unknown> },
): Work {
  let lines: string[] = [];
  return {
    ...of(() => once(lines)),
    async prepare() {
      lines = nextLines(count);
    },
  };
}

function stream(client: Bench['client'], lines: string[]): Promise<string> {
  const file = Readable.from([`${lines.join('\n')}\n`]);
  return client.text(ADDRESSES.importTraces, file, 'application/x-ndjson');
}
