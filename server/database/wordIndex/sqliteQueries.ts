import { join, type Sql, sql } from '@prisma/client-runtime-utils';
import type { Stretch, Term } from './document.ts';
import { firstPlaceOf, PLACES } from './place.ts';
import { type Ask, isPlain, looser, type Wanted, type WordQueries } from './queries.ts';

const HITS = sql`search."Words" AS w`;
const DOCUMENTS = sql`${HITS} CROSS JOIN search."Document" AS d ON d."place" = w.rowid`;
const ROWS = sql`${DOCUMENTS} CROSS JOIN "Trace" AS t ON t."id" = d."id"`;
// A number is bound as a real one, by which no index of words is narrowed.
const MOMENT = BigInt(PLACES);
// So many hits more are read, since most often the millisecond of the last one that is wanted ends with them.
const ROOM = 64;

export const sqliteQueries: WordQueries = {
  holds: (id, terms) => sql`${id} IN (SELECT d."id" FROM ${DOCUMENTS} WHERE ${matches(terms)})`,
  async findFirst({ terms, condition, stretch }) {
    return findFirst({ terms, condition }, stretch);
  },
  async findNewest({ limit, lookedAt, ...wanted }, ask) {
    const above = await findEdge(wanted, { lookedAt, ask });
    const stretch = { above, isDescending: true, limit };
    return { ids: findFirst(wanted, stretch), isCut: above !== undefined };
  },
  async count({ limit, lookedAt, ...wanted }, ask) {
    const above = await findEdge(wanted, { lookedAt, ask });
    const { terms, condition } = wanted;
    const rows = condition
      ? sql`SELECT 1 FROM ${ROWS} WHERE ${allOf([matches(terms), ...withinStretch({ above }), condition])}`
      : sql`SELECT 1 FROM ${HITS} WHERE ${allOf([matches(terms), ...(above === undefined ? [] : [isAbove(above)])])}`;
    const [counted] = await ask(
      sql`SELECT count(*) AS count FROM (${rows} LIMIT ${limit}) AS counted`,
    );
    return { count: Number(counted?.['count'] ?? 0), isCut: above !== undefined };
  },
};

function findFirst({ terms, condition }: Wanted, stretch: Stretch): Sql {
  const where = allOf([
    matches(terms),
    ...withinStretch(stretch),
    ...(condition ? [condition] : []),
  ]);
  const { isDescending, limit } = stretch;
  const direction = isDescending ? sql`DESC` : sql`ASC`;
  const most = limit + ROOM;
  const last = isDescending ? sql`min(place)` : sql`max(place)`;
  // Within a millisecond, places do not have the order of ids: all of that of the last one is looked at.
  return sql`WITH first AS MATERIALIZED (
      SELECT w.rowid AS place, t."id" AS id FROM ${ROWS} WHERE ${where} ORDER BY w.rowid ${direction} LIMIT ${most}
    ), edge AS MATERIALIZED (SELECT ${last} / ${MOMENT} * ${MOMENT} AS place FROM first
      HAVING count(*) = ${most} AND ${last} / ${MOMENT} =
        (SELECT place / ${MOMENT} FROM first ORDER BY place ${direction} LIMIT 1 OFFSET ${limit - 1}))
    SELECT id FROM (SELECT id FROM first UNION SELECT t."id" AS id FROM edge CROSS JOIN ${ROWS} WHERE ${where}
      AND w.rowid >= edge.place AND w.rowid < edge.place + ${MOMENT})
    ORDER BY id ${direction} LIMIT ${limit}`;
}

/** The id of the first document that is not looked at any more, the newest being looked at first; nothing where all are. */
async function findEdge(
  { terms, condition }: Wanted,
  { lookedAt, ask }: { lookedAt: number; ask: Ask },
): Promise<string | undefined> {
  if (!condition && terms.every(isPlain)) return undefined;
  const [edge] =
    await ask(sql`SELECT "id" FROM search."Document" WHERE "place" = (SELECT w.rowid FROM ${HITS}
    WHERE ${matches(looser(terms))} ORDER BY w.rowid DESC LIMIT 1 OFFSET ${lookedAt})`);
  return edge && String(edge['id']);
}

function matches(terms: Term[]): Sql {
  const isIn = (term: Term) => `"${term.words.join(' ')}"${term.isPrefix ? ' *' : ''}`;
  const wanted = terms.filter(({ isExcluded }) => !isExcluded).map(isIn);
  const excluded = terms.filter(({ isExcluded }) => isExcluded).map(isIn);
  // Something must be there from which others are taken; every document has this.
  const all = wanted.length > 0 ? wanted.join(' AND ') : '"="';
  return sql`w."Words" MATCH ${[`(${all})`, ...excluded].join(' NOT ')}`;
}

function* withinStretch({ above, below }: Pick<Stretch, 'above' | 'below'>): Generator<Sql> {
  if (above !== undefined) yield sql`w.rowid >= ${placeOf(above)} AND t."id" > ${above}`;
  if (below !== undefined) yield sql`w.rowid < ${placeOf(below) + MOMENT} AND t."id" < ${below}`;
}

/** Only of the millisecond of an id, documents are asked for theirs. */
function isAbove(id: string): Sql {
  return sql`w.rowid >= ${placeOf(id)} AND (w.rowid >= ${placeOf(id) + MOMENT}
    OR (SELECT d."id" FROM search."Document" AS d WHERE d."place" = w.rowid) > ${id})`;
}

function allOf(conditions: Sql[]): Sql {
  return join(conditions, ' AND ');
}

function placeOf(id: string): bigint {
  return BigInt(firstPlaceOf(id));
}
