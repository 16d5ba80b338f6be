import type { CacheExchangeOpts } from '@urql/exchange-graphcache';

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
} satisfies CacheExchangeOpts;
