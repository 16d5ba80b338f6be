import type { Bench } from './bench.ts';
import { nextLines, toInput } from './lines.ts';
import { compare, ratio } from './measure.ts';
import {
  askNothing,
  build,
  compareTwo,
  createManifestOperation,
  createTraceOperation,
  enqueue,
  getOne,
  list,
  listRuns,
  scoreTraceOperation,
  untilIdle,
} from './operations.ts';

const READ = 1.5;
const WRITTEN = 1.6;

/** What a small request costs, against `{ __typename }` of the same server. */
export async function measureRequests({ client, inServer, add }: Bench): Promise<void> {
  const { traces } = await client.data('{ traces(first: 100) { edges { node { id } } } }');
  const ids: string[] = traces.edges.map(({ node }: { node: { id: string } }) => node.id);
  const idAt = (round: number) => ids[round % ids.length] ?? '';
  const inputs = nextLines(1_000).map(toInput);
  await build(client, 'requests', 100);
  for (let count = 0; count < 30; count++) await enqueue(client, 'requests-1');
  await untilIdle(client);
  for (let request = 0; request < 2_000; request++) await askNothing(client);

  const operations: [string, number, (round: number) => Promise<unknown>][] = [
    ['get a trace', READ, (round) => getOne(client, idAt(round))],
    ['list 20 traces', READ, () => list(client, null)],
    ['list 20 runs', READ, () => listRuns(client)],
    ['compare two traces', READ, (round) => compareTwo(client, idAt(round), idAt(round + 1))],
    [
      'create a trace',
      WRITTEN,
      (round) => createTraceOperation(client, inputs[round % inputs.length] ?? {}),
    ],
    ['score a trace', WRITTEN, (round) => scoreTraceOperation(client, idAt(round))],
    ['create a manifest', WRITTEN, () => createManifestOperation(client, 'requests-1')],
  ];
  for (const [name, goal, once] of operations) {
    const comparison = await compare(
      { rounds: 400, block: 20 },
      { work: inServer(once), floor: inServer(() => askNothing(client)) },
    );
    add(ratio(name, comparison, goal));
  }
}
