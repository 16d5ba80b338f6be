import { join, type Sql, sql } from '@prisma/client-runtime-utils';
import type { Stretch, Term } from './document.ts';
import { firstPlaceOf, PLACES } from './place.ts';
import type { WordQueries } from './queries.ts';

const HITS = sql`search."Words" AS w`;
const DOCUMENTS = sql`${HITS} CROSS JOIN search."Document" AS d ON d."place" = w.rowid`;
const ROWS = sql`${DOCUMENTS} CROSS JOIN "Trace" AS t ON t."id" = d."id"`;

export const sqliteQueries: WordQueries = {
  holds: (id, terms) => sql`${id} IN (SELECT d."id" FROM ${DOCUMENTS} WHERE ${matches(terms)})`,
  async findFirst({ terms, condition, stretch }) {
    const conditions = [
      matches(terms),
      ...withinStretch(stretch),
      ...(condition ? [condition] : []),
    ];
    const where = join(conditions, ' AND ');
    const { isDescending, limit } = stretch;
    const direction = isDescending ? sql`DESC` : sql`ASC`;
    // Within the millisecond of the last one, places do not have the order of ids: all of it is looked at.
    return sql`WITH first AS MATERIALIZED (
        SELECT w.rowid AS place, t."id" AS id FROM ${ROWS} WHERE ${where} ORDER BY w.rowid ${direction} LIMIT ${limit}
      ), edge AS (SELECT ${isDescending ? sql`min(place)` : sql`max(place)`} / ${PLACES} * ${PLACES} AS place FROM first)
      SELECT id FROM (SELECT id FROM first UNION SELECT t."id" AS id FROM ${ROWS} WHERE ${where}
        AND w.rowid >= (SELECT place FROM edge) AND w.rowid < (SELECT place FROM edge) + ${PLACES})
      ORDER BY id ${direction} LIMIT ${limit}`;
  },
  async findAny({ terms, condition, limit }) {
    return condition
      ? sql`SELECT 1 FROM ${ROWS} WHERE ${matches(terms)} AND ${condition} LIMIT ${limit}`
      : sql`SELECT 1 FROM ${HITS} WHERE ${matches(terms)} LIMIT ${limit}`;
  },
};

function matches(terms: Term[]): Sql {
  const isIn = (term: Term) => `"${term.words.join(' ')}"${term.isPrefix ? ' *' : ''}`;
  const wanted = terms.filter(({ isExcluded }) => !isExcluded).map(isIn);
  const excluded = terms.filter(({ isExcluded }) => isExcluded).map(isIn);
  // Something must be there from which others are taken; every document has this.
  const all = wanted.length > 0 ? wanted.join(' AND ') : '"="';
  return sql`w."Words" MATCH ${[`(${all})`, ...excluded].join(' NOT ')}`;
}

function* withinStretch({ above, below }: Stretch): Generator<Sql> {
  if (above !== undefined) yield sql`w.rowid >= ${firstPlaceOf(above)} AND t."id" > ${above}`;
  if (below !== undefined)
    yield sql`w.rowid < ${firstPlaceOf(below) + PLACES} AND t."id" < ${below}`;
}
