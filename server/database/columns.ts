/**
 * The tables that take rows many at a time: their columns in the order of a row's values, each with its type
 * in PostgreSQL. JSON is text.
 */
export const COLUMNS = {
  Trace: {
    id: 'text',
    createdAt: 'timestamp',
    traceVersion: 'text',
    source: 'text',
    stepCount: 'int',
    stepChars: 'int',
    charCount: 'int',
    sizeBytes: 'int',
    digest: 'text',
    rankHigh: 'int',
    rankLow: 'int',
    prompt: 'text',
    finalAnswer: 'text',
    meta: 'json',
    steps: 'json',
  },
  Score: {
    id: 'text',
    traceId: 'text',
    criteria: 'text',
    score: 'float8',
    details: 'json',
    createdAt: 'timestamp',
    isNewest: 'boolean',
  },
  Metric: {
    runId: 'text',
    seq: 'int',
    name: 'text',
    step: 'int',
    value: 'float8',
    text: 'text',
    at: 'timestamp',
  },
} as const;

export type Table = keyof typeof COLUMNS;
