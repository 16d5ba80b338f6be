import type { Scoring } from '../../../prisma/generated/sqlite/client.ts';

/** A trace whose answer got no verdict. */
export type FailedRow = { traceId: string; message: string };

/** Those of a scoring from its column, which `scoreAll` wrote. */
export function failedRowsOf({ errors }: Pick<Scoring, 'errors'>): FailedRow[] {
  return errors as FailedRow[];
}
