import type { Score } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';

export const SCORES: Table<Score> = {
  name: 'Score',
  columns: {
    id: 'text',
    traceId: 'text',
    criteria: 'text',
    step: 'int',
    score: 'float8',
    label: 'text',
    explanation: 'text',
    details: 'json',
    source: '"ScoreSource"',
    judge: 'text',
    version: 'text',
    createdAt: 'timestamp',
    isNewest: 'boolean',
  },
};
