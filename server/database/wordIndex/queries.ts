import type { Sql } from '@prisma/client-runtime-utils';
import type { Stretch, Term } from './document.ts';

/** What is asked of a word index: documents that have all terms, whose row `t` of their table meets a condition. */
export type Wanted = { terms: Term[]; condition: Sql | null };

/** The most documents to find, and the most to look at one by one for that, where the index alone does not tell. */
export type Effort = { limit: number; lookedAt: number };

export type Ask = (query: Sql) => Promise<Record<string, unknown>[]>;

/** The questions to a word index in which SQLite and PostgreSQL differ. `ask` is what chooses the way by. */
export type WordQueries = {
  /** `id` is that of a document that has all terms. */
  holds: (id: Sql, terms: Term[]) => Sql;
  /** A query for the ids, as `id`, of the first documents of a stretch, in any order. However many are looked at, it
   * misses none. */
  findFirst: (wanted: Wanted & { stretch: Stretch }, ask: Ask) => Promise<Sql>;
  /** The same for the newest ones that so much effort finds; and whether there may be more for that. */
  findNewest: (wanted: Wanted & Effort, ask: Ask) => Promise<{ ids: Sql; isCut: boolean }>;
  /** How many documents so much effort finds; and whether there may be more for that. */
  count: (wanted: Wanted & Effort, ask: Ask) => Promise<{ count: number; isCut: boolean }>;
};

/** Whether the index alone tells what has a term, without where its words stand or what else is there. */
export function isPlain({ words, isExcluded }: Term): boolean {
  return words.length === 1 && !isExcluded;
}

/** The terms that what has some terms has anyway: their words, whatever their order. */
export function looser(terms: Term[]): Term[] {
  return terms
    .filter(({ isExcluded }) => !isExcluded)
    .flatMap(({ words, isPrefix }) =>
      words.map((word, index) => {
        const isOpen = isPrefix && index === words.length - 1;
        return { words: [word], isPrefix: isOpen, isExcluded: false };
      }),
    );
}
