import type { DatasetTrace } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';

export const MEMBERS: Table<DatasetTrace> = {
  name: 'DatasetTrace',
  columns: { datasetId: 'text', position: 'int', traceId: 'text' },
};
