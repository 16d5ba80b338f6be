import type { Client } from './client.ts';

export function importBatch(client: Client, variables: object) {
  return client.data(
    'mutation ($input: ImportTracesInput!) { importTraces(input: $input) { ... on ImportTracesPayload { createdCount ids } ... on Error { message } } }',
    variables,
  );
}

export function getOne(client: Client, id: string) {
  return client.data(
    'query ($id: ID!) { trace(id: $id) { id createdAt prompt finalAnswer steps { i type content } meta } }',
    { id },
  );
}

export function list(client: Client, after: string | null) {
  return client.data(
    'query ($after: String) { traces(first: 20, after: $after) { pageInfo { endCursor hasNextPage } edges { node { id createdAt prompt stepCount charCount source } } } }',
    { after },
  );
}

export async function build(client: Client, name: string, limit: number) {
  const { buildDataset } = await client.data(
    'mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) { ... on Dataset { key digest } ... on Error { message } } }',
    { input: { name, version: '1', limit } },
  );
  if (!buildDataset.key) throw new Error(buildDataset.message);
}

async function enqueue(client: Client): Promise<string> {
  const { startRun } = await client.data(
    'mutation ($input: StartRunInput!) { startRun(input: $input) { ... on Run { id status } ... on Error { message } } }',
    { input: { datasetKey: 'hundred-1', modelId: 'tunix-rt/tiny' } },
  );
  if (!startRun.id) throw new Error(startRun.message);
  return startRun.id;
}

/** Starts a training that does what a script for the fixture trainer says; answers the run's id. */
export async function train(client: Client, datasetKey: string, script: string): Promise<string> {
  const { startRun } = await client.data(
    'mutation ($input: StartRunInput!) { startRun(input: $input) { ... on Run { id } ... on Error { message } } }',
    { input: { datasetKey, modelId: `fixture/${script}`, mode: 'LOCAL' } },
  );
  if (!startRun.id) throw new Error(startRun.message);
  return startRun.id;
}

export async function dryRun(client: Client) {
  const id = await enqueue(client);
  for (;;) {
    const { run } = await client.data('query ($id: ID!) { run(id: $id) { status } }', { id });
    if (run.status === 'COMPLETED') return;
    if (run.status === 'FAILED') throw new Error('The dry run failed');
  }
}

export async function enqueueMany(client: Client, count: number, concurrency: number) {
  let left = count;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) await enqueue(client);
    }),
  );
}

export async function untilIdle(client: Client) {
  for (;;) {
    const { runs } = await client.data(
      '{ runs(first: 1, filter: { status: [PENDING, RUNNING] }) { totalCount } }',
    );
    if (runs.totalCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Cursors of places all over the list: of the traces that are the newest before moments in between. */
export async function cursorsAcross(client: Client): Promise<string[]> {
  const edge = async (direction: string) => {
    const { traces } = await client.data(
      `{ traces(first: 1, orderBy: { direction: ${direction} }) { edges { node { createdAt } } } }`,
    );
    return Date.parse(traces.edges[0].node.createdAt);
  };
  const [oldest, newest] = [await edge('ASC'), await edge('DESC')];
  const cursors: string[] = [];
  for (let part = 1; part <= 50; part++) {
    const to = new Date(oldest + ((newest - oldest) * part) / 50).toISOString();
    const { traces } = await client.data(
      'query ($to: DateTime) { traces(first: 1, filter: { createdAt: { to: $to } }) { pageInfo { endCursor } } }',
      { to },
    );
    if (traces.pageInfo.endCursor) cursors.push(traces.pageInfo.endCursor);
  }
  return cursors;
}
