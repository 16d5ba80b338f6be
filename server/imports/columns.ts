import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { RowError } from './progress.ts';

/** The refused rows of an import that Prisma read: nothing else writes the column. */
export function errorsOf({ errors }: { errors: Prisma.JsonValue }): RowError[] {
  return errors as RowError[];
}
