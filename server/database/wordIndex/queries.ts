import type { Sql } from '@prisma/client-runtime-utils';
import type { Stretch, Term } from './document.ts';

/** What is asked of a word index: documents that have all terms, whose row `t` of their table meets a condition. */
export type Wanted = { terms: Term[]; condition: Sql | null; stretch: Stretch };

export type Ask = (query: Sql) => Promise<Record<string, unknown>[]>;

/** The questions to a word index in which SQLite and PostgreSQL differ. */
export type WordQueries = {
  /** `id` is that of a document that has all terms. */
  holds: (id: Sql, terms: Term[]) => Sql;
  /** A query for the ids, as `id`, of the first documents of a stretch that have all terms, in any order.
   * @param ask what may be asked to choose the way */
  findFirst: (wanted: Wanted, ask: Ask) => Promise<Sql>;
  /** A query for as many rows as there are documents that have all terms, the limit at most. */
  findAny: (wanted: Omit<Wanted, 'stretch'> & { limit: number }, ask: Ask) => Promise<Sql>;
};
