import { z } from 'zod';

/** A GraphQL operation with one field at its root, and what the demo reads of the answer. */
export type Operation<Result> = { text: string; title: string; result: z.ZodType<Result> };

export const IMPORT_TRACES = operation(
  `mutation ImportTraces($input: ImportTracesInput!) {
    importTraces(input: $input) {
      ... on ImportTracesPayload { createdCount }
      ... on Error { problem: message }
    }
  }`,
  z.object({ createdCount: z.number() }),
);

export const SCORE_TRACES = operation(
  `mutation ScoreTraces {
    scoreTraces(input: {}) {
      ... on ScoreTracesPayload { scoredCount }
      ... on Error { problem: message }
    }
  }`,
  z.object({ scoredCount: z.number() }),
);

export const LIST_SCORES = operation(
  `query ListScores($after: String) {
    traces(first: 100, after: $after) {
      pageInfo { endCursor hasNextPage }
      edges { node { score { score } } }
    }
  }`,
  z.object({
    pageInfo: z.object({ endCursor: z.string().nullable(), hasNextPage: z.boolean() }),
    edges: z.array(z.object({ node: z.object({ score: z.object({ score: z.number() }) }) })),
  }),
);

const stats = z.object({
  traceCount: z.number(),
  avgStepCount: z.number(),
  minStepCount: z.number(),
  maxStepCount: z.number(),
  avgTotalChars: z.number(),
});

export const PREVIEW_DATASET = operation(
  `query PreviewDataset($input: BuildDatasetInput!) {
    previewDataset(input: $input) {
      ... on DatasetPreview {
        matchCount
        selectedCount
        stats { traceCount avgStepCount minStepCount maxStepCount avgTotalChars }
      }
      ... on Error { problem: message }
    }
  }`,
  z.object({ matchCount: z.number(), selectedCount: z.number(), stats }),
);

export const BUILD_DATASET = operation(
  `mutation BuildDataset($input: BuildDatasetInput!) {
    buildDataset(input: $input) {
      ... on Dataset { key traceCount digest }
      ... on Error { problem: message }
    }
  }`,
  z.object({ key: z.string(), traceCount: z.number(), digest: z.string() }),
);

export const EXPORT_DATASET = operation(
  `mutation ExportDataset($input: ExportDatasetInput!) {
    exportDataset(input: $input) {
      ... on DatasetExport { recordCount bytes sha256 url forgedTurns { row } }
      ... on Error { problem: message }
    }
  }`,
  z.object({
    recordCount: z.number(),
    bytes: z.coerce.number(),
    sha256: z.string(),
    url: z.string(),
    forgedTurns: z.array(z.object({ row: z.number() })),
  }),
);

export const CREATE_MANIFEST = operation(
  `mutation CreateManifest($input: CreateManifestInput!) {
    createManifest(input: $input) {
      ... on Manifest { id url message }
      ... on Error { problem: message }
    }
  }`,
  z.object({ id: z.string(), url: z.string(), message: z.string() }),
);

export const START_RUN = operation(
  `mutation StartRun($input: StartRunInput!) {
    startRun(input: $input) {
      ... on Run { id status }
      ... on Error { problem: message }
    }
  }`,
  z.object({ id: z.string(), status: z.string() }),
);

export const RUN_UPDATED = operation(
  `subscription RunUpdated($id: ID!) {
    runUpdated(id: $id) {
      id
      status
      message
      durationSeconds
      preflight {
        checks { name status message }
        rowCount
        droppedCount
        totalSteps
      }
    }
  }`,
  z.object({
    id: z.string(),
    status: z.string(),
    message: z.string(),
    durationSeconds: z.number().nullable(),
    preflight: z
      .object({
        checks: z.array(
          z.object({
            name: z.string(),
            status: z.enum(['PASS', 'WARN', 'FAIL', 'INFO']),
            message: z.string(),
          }),
        ),
        rowCount: z.number(),
        droppedCount: z.number(),
        totalSteps: z.number(),
      })
      .nullable(),
  }),
);

function operation<Result>(text: string, result: z.ZodType<Result>): Operation<Result> {
  return { text, title: /^\w+ \w+/.exec(text)?.[0] ?? '', result };
}
