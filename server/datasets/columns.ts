import type { DatasetTrace } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';

/** Which traces a dataset holds. */
export const MEMBERS: Table<DatasetTrace> = {
  name: 'DatasetTrace',
  columns: { datasetId: 'text', position: 'int', traceId: 'text' },
};
