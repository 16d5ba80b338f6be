import { TINY_MODEL } from '../../manifests/fields.ts';
import type { Client } from './client.ts';

const GET_ONE =
  'query ($id: ID!) { trace(id: $id) { id createdAt prompt finalAnswer steps { i type content } meta } }';
const LIST =
  'query ($after: String) { traces(first: 20, after: $after) { pageInfo { endCursor hasNextPage } edges { node { id createdAt prompt stepCount charCount source } } } }';
const LIST_RUNS =
  '{ runs(first: 20) { pageInfo { endCursor hasNextPage } edges { node { id createdAt mode status datasetKey modelId message step plannedSteps } } } }';
const COMPARE =
  'query ($baseId: ID!, $otherId: ID!) { compareTraces(baseId: $baseId, otherId: $otherId) { ... on TraceComparison { base { ...Side } other { ...Side } } } } fragment Side on ComparedTrace { trace { id prompt finalAnswer steps { i type content } } score { score details } }';
const CREATE =
  'mutation ($input: TraceInput!) { createTrace(input: $input) { ... on Trace { id createdAt } ... on Error { message } } }';
const SCORE =
  'mutation ($input: ScoreTraceInput!) { scoreTrace(input: $input) { ... on Score { id score details } ... on Error { message } } }';
const CREATE_MANIFEST =
  'mutation ($input: CreateManifestInput!) { createManifest(input: $input) { ... on Manifest { id yaml message } ... on Error { message } } }';
const IMPORT =
  'mutation ($input: ImportTracesInput!) { importTraces(input: $input) { ... on ImportTracesPayload { createdCount ids } ... on Error { message } } }';
const BUILD =
  'mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) { ... on Dataset { key digest } ... on Error { message } } }';
const START =
  'mutation ($input: StartRunInput!) { startRun(input: $input) { ... on Run { id status } ... on Error { message } } }';

export const askNothing = (client: Client) => client.data('{ __typename }');

export const getOne = (client: Client, id: string) => client.data(GET_ONE, { id });

export const list = (client: Client, after: string | null) => client.data(LIST, { after });

export const listRuns = (client: Client) => client.data(LIST_RUNS);

export const compareTwo = (client: Client, baseId: string, otherId: string) =>
  client.data(COMPARE, { baseId, otherId });

export const createTraceOperation = (client: Client, input: object) =>
  mutate(client, CREATE, input);

export const scoreTraceOperation = (client: Client, traceId: string) =>
  mutate(client, SCORE, { traceId });

export const importBatch = (client: Client, traces: object[]) => mutate(client, IMPORT, { traces });

export const createManifestOperation = (client: Client, datasetKey: string) =>
  mutate(client, CREATE_MANIFEST, {
    datasetKey,
    modelId: 'google/gemma-3-270m-it',
    outputDir: './output',
    training: { learningRate: 1e-5, batchSize: 4 },
  });

export const build = (client: Client, name: string, limit: number, more: object = {}) =>
  mutate(client, BUILD, { name, version: '1', limit, ...more });

export const enqueue = (client: Client, datasetKey: string) =>
  mutate(client, START, { datasetKey, modelId: TINY_MODEL });

/** Starts a training that does what a script for the fixture trainer says; answers the run's id. */
export async function train(client: Client, datasetKey: string, script: string): Promise<string> {
  const input = { datasetKey, modelId: `fixture/${script}`, mode: 'LOCAL' };
  return (await mutate(client, START, input)).id;
}

export async function dryRunOperation(client: Client, datasetKey: string) {
  const { id } = await enqueue(client, datasetKey);
  for (;;) {
    const { run } = await client.data('query ($id: ID!) { run(id: $id) { status } }', { id });
    if (run.status === 'COMPLETED') return;
    if (run.status === 'FAILED') throw new Error('The dry run failed');
  }
}

/** Does a work so many times, by so many at once. */
export async function manyAtOnce(
  { count, atOnce }: { count: number; atOnce: number },
  work: () => Promise<unknown>,
) {
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await work();
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

async function mutate(client: Client, query: string, input: object) {
  const [answer] = Object.values<{ message?: string; id?: string }>(
    await client.data(query, { input }),
  );
  // The one field that only an error has been asked for here.
  if (!answer || !('id' in answer || 'key' in answer || 'createdCount' in answer))
    throw new Error(answer?.message ?? 'No answer');
  return answer as { id: string };
}
