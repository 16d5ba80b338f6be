import type { Client } from '../../server/tools/bench/client.ts';
import { nextLines, toInput } from '../../server/tools/bench/lines.ts';
import { build, importBatch, train } from '../../server/tools/bench/operations.ts';
import type { PageBench } from './bench.ts';

/** Builds the dataset that all runs are trained on. */
export async function prepareRuns(client: Client): Promise<void> {
  await importBatch(client, nextLines(1).map(toInput));
  await build(client, 'watched', 1);
}

/** Starts a training that does what a script for the fixture trainer says; answers the run's id. */
export function startBenchRun({ client }: PageBench, script: string): Promise<string> {
  return train(client, 'watched-1', script);
}

/** Ends what still trains, as after a measurement that failed. */
export async function cancelRuns(client: Client): Promise<void> {
  const { runs } = await client.data(
    '{ runs(first: 100, filter: { status: [PENDING, RUNNING] }) { edges { node { id } } } }',
  );
  for (const { node } of runs.edges)
    await client.data('mutation ($id: ID!) { cancelRun(id: $id) { ... on Error { message } } }', {
      id: node.id,
    });
}
