import type { Sample } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';

export const SAMPLES: Table<Sample> = {
  name: 'Sample',
  columns: {
    runId: 'text',
    seq: 'int',
    step: 'int',
    row: 'int',
    index: 'int',
    promptDigest: 'text',
    completion: 'text',
    finish: '"SampleFinish"',
    tokens: 'int',
    answer: 'text',
    outcome: '"SampleOutcome"',
    score: 'float8',
    reason: 'text',
    meanLogprob: 'float8',
    sameAs: 'int',
  },
};
