import type { RowResult } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';

export const ROW_RESULTS: Table<RowResult> = {
  name: 'RowResult',
  columns: {
    evaluationId: 'text',
    row: 'int',
    correctCount: 'int',
    wrongCount: 'int',
    noAnswerCount: 'int',
    cutOffCount: 'int',
    errorCount: 'int',
    isMajorityCorrect: 'boolean',
    tokens: 'int',
  },
};
