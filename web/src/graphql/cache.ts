import type { Cache, CacheExchangeOpts } from '@urql/exchange-graphcache';
import { addRun } from './addRun.ts';
import type { NewestRunFragment } from './generated/graphql.ts';

const ERRORS = [
  'ConflictError',
  'EmptySelectionError',
  'InUseError',
  'InvalidStateError',
  'NotFoundError',
  'TunixUnavailableError',
  'UngarUnavailableError',
  'ValidationError',
];

// Values without an id of their own: they are kept inside what they belong to.
const EMBEDDED = [
  ...ERRORS,
  'Artifact',
  'Check',
  'ComparedTrace',
  'ComputedScore',
  'DatabaseHealth',
  'DatasetComparison',
  'DatasetDifference',
  'DatasetExport',
  'DatasetPreview',
  'DatasetStatistics',
  'DatasetTrace',
  'DeleteTracesPayload',
  'DroppedRow',
  'FacetValue',
  'ForgedTurn',
  'GenerateUngarTracesPayload',
  'Health',
  'HistogramBin',
  'ImportTracesPayload',
  'Issue',
  'LogLine',
  'LoopCounts',
  'ManifestPreview',
  'MetricPoint',
  'MetricSeries',
  'Preflight',
  'RediaiHealth',
  'RenderedTrace',
  'RunLogBatch',
  'RunMetricBatch',
  'ScoreTracesPayload',
  'Step',
  'Stratum',
  'TraceComparison',
  'TraceExcerpt',
  'TunixStatus',
  'UngarStatus',
  'UngarTracePreview',
];

/** One entry per id, so that an update from anywhere shows everywhere. */
export const cache = {
  keys: Object.fromEntries(EMBEDDED.map((type) => [type, () => null])),
  // All that the cache needs to know of the schema, whose introspection weighs 15 KB.
  possibleTypes: { Error: ERRORS },
  updates: {
    Mutation: {
      createTrace: (_result, _args, store) => forget(store, 'traces'),
      generateUngarTraces: (_result, _args, store) => forget(store, 'traces'),
      createManifest: (_result, _args, store) => forget(store, 'manifests'),
      deleteTraces(_result, { ids }: { ids?: string[] }, store) {
        for (const id of ids ?? []) store.invalidate({ __typename: 'Trace', id });
      },
    },
    Subscription: {
      runUpdated: ({ runUpdated }: { runUpdated: Pick<NewestRunFragment, 'id'> }, _args, store) =>
        addRun(store, runUpdated.id),
    },
  },
} satisfies CacheExchangeOpts;

/** Reads a list again, and how much there is of everything. */
function forget(store: Cache, list: string): void {
  store.invalidate('Query', list);
  store.invalidate('Query', 'counts');
}
