import type { Asked } from '../../server/testing/training.ts';
import type { TraceContent } from '../../server/traces/trace.ts';

type Seeded = Pick<Asked, 'data'>;

/** So many traces of sums, no two of them alike. */
export function sums(count: number): TraceContent[] {
  return Array.from({ length: count }, (_, index) => sum(index));
}

/** A trace of 1 to 3 steps about a number and itself. */
export function sum(number: number, other: Partial<TraceContent> = {}): TraceContent {
  const double = number + number;
  return {
    traceVersion: '1.0',
    prompt: `What is ${number} + ${number}?`,
    finalAnswer: String(double),
    steps: thoughts(1 + (number % 3), `${number} + ${number}, so ${double}`),
    meta: { source: 'sums', task: { kind: number % 2 ? 'odd' : 'even' } },
    ...other,
  };
}

/** Steps that say the same. */
export function thoughts(count: number, content: string): TraceContent['steps'] {
  return Array.from({ length: count }, (_, i) => ({ i, type: 'think', content }));
}

/** Stores 1 to 1,000 traces; answers their ids in the same order. */
export async function storeTraces(server: Seeded, traces: TraceContent[]): Promise<string[]> {
  const { ids } = await change(
    server,
    `mutation ($input: ImportTracesInput!) {
      outcome: importTraces(input: $input) {
        ... on ImportTracesPayload { ids }
        ... on Error { message }
      }
    }`,
    { traces },
  );
  return ids;
}

/** Builds `first-v1` of all traces, unless the input says otherwise; answers its key. */
export async function buildDataset(server: Seeded, input: object = {}): Promise<string> {
  const { key } = await change(
    server,
    `mutation ($input: BuildDatasetInput!) {
      outcome: buildDataset(input: $input) { ... on Dataset { key } ... on Error { message } }
    }`,
    { name: 'first', version: 'v1', ...input },
  );
  return key;
}

/** Makes a review of the first twenty traces, or of their steps, by `clarity`; answers its id. */
export async function createReview(server: Seeded, kind: 'TRACE' | 'STEP'): Promise<string> {
  const { id } = await change(
    server,
    `mutation ($input: CreateReviewInput!) {
      outcome: createReview(input: $input) { ... on Review { id } ... on Error { message } }
    }`,
    {
      name: `Clarity of each ${kind.toLowerCase()}`,
      kind,
      criteria: 'clarity',
      labels: [
        { label: 'clear', score: 1 },
        { label: 'muddled', score: 0 },
      ],
      limit: 20,
    },
  );
  return id;
}

/** Stores a manifest for `tunix-rt/tiny` on `first-v1`, unless the input says otherwise; answers its id. */
export async function createManifest(server: Seeded, input: object = {}): Promise<string> {
  const { id } = await change(
    server,
    `mutation ($input: CreateManifestInput!) {
      outcome: createManifest(input: $input) { ... on Manifest { id } ... on Error { message } }
    }`,
    { datasetKey: 'first-v1', modelId: 'tunix-rt/tiny', outputDir: './output', ...input },
  );
  return id;
}

/** Starts a run of what the input says, a dry run where it says no mode; answers its id. */
export async function startRun(server: Seeded, input: object): Promise<string> {
  const { id } = await change(
    server,
    `mutation ($input: StartRunInput!) {
      outcome: startRun(input: $input) { ... on Run { id } ... on Error { message } }
    }`,
    input,
  );
  return id;
}

async function change(server: Seeded, mutation: string, input: object) {
  const { outcome } = await server.data(mutation, { input });
  if (outcome.message) throw new Error(outcome.message);
  return outcome;
}
