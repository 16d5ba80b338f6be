import type { ReviewItem } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';

export const REVIEW_ITEMS: Table<ReviewItem> = {
  name: 'ReviewItem',
  columns: {
    reviewId: 'text',
    position: 'int',
    traceId: 'text',
    otherId: 'text',
    step: 'int',
  },
};
