import type { readPage } from 'hyparquet/src/column.js';

/** What hyparquet needs to know of a column to read its pages. */
export type ColumnDecoder = Parameters<typeof readPage>[2];
