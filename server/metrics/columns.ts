import type { Metric } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';

export const METRICS: Table<Metric> = {
  name: 'Metric',
  columns: {
    runId: 'text',
    seq: 'int',
    name: 'text',
    step: 'int',
    value: 'float8',
    text: 'text',
    at: 'timestamp',
  },
};
