import type { DatasetPair, DatasetTrace } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';

export const MEMBERS: Table<DatasetTrace> = {
  name: 'DatasetTrace',
  columns: { datasetId: 'text', position: 'int', traceId: 'text', split: 'text' },
};

export const PAIRS: Table<DatasetPair> = {
  name: 'DatasetPair',
  columns: {
    datasetId: 'text',
    position: 'int',
    chosenId: 'text',
    rejectedId: 'text',
    chosenScore: 'float8',
    rejectedScore: 'float8',
    split: 'text',
  },
};
