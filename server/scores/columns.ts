import type { Score } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';

export const SCORES: Table<Score> = {
  name: 'Score',
  columns: {
    id: 'text',
    traceId: 'text',
    criteria: 'text',
    score: 'float8',
    details: 'json',
    createdAt: 'timestamp',
    isNewest: 'boolean',
  },
};
