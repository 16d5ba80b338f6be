import { empty, join, raw, type Sql, sql } from '@prisma/client-runtime-utils';
import type { Stretch, Term } from './document.ts';
import { type Ask, looser, type WordQueries } from './queries.ts';

const NEWEST: Stretch = { isDescending: true, limit: 0 };
const SAMPLE = 2_000;

/** About how many documents are in the index, as `count`. */
export const ESTIMATE = `SELECT reltuples::float8 AS count FROM pg_class WHERE oid = '"TraceWords"'::regclass`;

export const postgresqlQueries: WordQueries = {
  holds: (id, terms) =>
    sql`${id} IN (SELECT w."traceId" FROM "TraceWords" AS w WHERE ${isCandidate(terms)} AND ${hasAll(terms)})`,
  async findFirst({ terms, condition, stretch }, ask) {
    const where = join([hasAll(terms), ...withinStretch(stretch), ...onRow(condition)], ' AND ');
    const direction = stretch.isDescending ? sql`DESC` : sql`ASC`;
    const order = sql`ORDER BY id ${direction} LIMIT ${stretch.limit}`;
    const isWalk = await isFrequent(terms, stretch, ask);
    return isWalk
      ? sql`SELECT w."traceId" AS id FROM "TraceWords" AS w WHERE ${where} ${order}`
      : sql`SELECT id FROM (${found(terms, where)}) AS found ${order}`;
  },
  async findNewest({ terms, condition, limit, lookedAt }, ask) {
    const where = join([hasAll(terms), ...onRow(condition)], ' AND ');
    const first = sql`ORDER BY id DESC LIMIT ${limit}`;
    const isCut = await isMore(terms, lookedAt, ask);
    const ids = isCut
      ? sql`SELECT w."traceId" AS id FROM (${newest(lookedAt)}) AS w WHERE ${where} ${first}`
      : sql`SELECT id FROM (${found(terms, where)}) AS found ${first}`;
    return { ids, isCut };
  },
  async count({ terms, condition, limit, lookedAt }, ask) {
    const where = join([hasAll(terms), ...onRow(condition)], ' AND ');
    const most = lookedAt + 1;
    const rows = (await isMore(terms, lookedAt, ask)) ? newest(most) : candidates(terms, most);
    const [counted] = await ask(
      sql`SELECT count(*) AS "lookedAt", count(*) FILTER (WHERE ${where}) AS count FROM (${rows}) AS w`,
    );
    const isCut = Number(counted?.['lookedAt'] ?? 0) === most;
    return { count: Math.min(Number(counted?.['count'] ?? 0), limit), isCut };
  },
};

function newest(limit: number): Sql {
  return sql`SELECT w."traceId", w."words" FROM "TraceWords" AS w ORDER BY w."traceId" DESC LIMIT ${limit}`;
}

/** What has the words, whatever their order. It is read no further than to the limit, which no plan is made for. */
function candidates(terms: Term[], limit: number): Sql {
  return sql`WITH candidate AS MATERIALIZED (SELECT w."traceId", w."words" FROM "TraceWords" AS w
    WHERE ${isCandidate(terms)}) SELECT * FROM candidate LIMIT ${limit}`;
}

/** Apart from what is done with them, so that no plan walks along all documents for them. */
function found(terms: Term[], where: Sql): Sql {
  return sql`WITH found AS MATERIALIZED (SELECT w."traceId" AS id FROM "TraceWords" AS w
    WHERE ${isCandidate(terms)} AND ${where}) SELECT id FROM found`;
}

/** Whether so many documents have the terms that the first ones are sooner found by looking at one after the other than
 * by collecting all: judged by the first ones of the stretch. */
async function isFrequent(terms: Term[], stretch: Stretch, ask: Ask): Promise<boolean> {
  if (!terms.some(({ isExcluded }) => !isExcluded)) return true;
  const hits = await countSampled(terms, stretch, ask);
  return hits * hits > 2 * stretch.limit;
}

/** How many of the first documents of a stretch have the terms. */
async function countSampled(terms: Term[], stretch: Stretch, ask: Ask): Promise<number> {
  const within = [...withinStretch(stretch)];
  const [sampled] = await ask(sql`SELECT count(*) AS count FROM (
      SELECT w."words" FROM "TraceWords" AS w ${within.length > 0 ? sql`WHERE ${join(within, ' AND ')}` : empty}
      ORDER BY w."traceId" ${stretch.isDescending ? sql`DESC` : sql`ASC`} LIMIT ${SAMPLE}
    ) AS w WHERE ${hasAll(terms)}`);
  return Number(sampled?.['count'] ?? 0);
}

/** Whether more documents than so many have the words, whatever their order: judged by the newest ones. */
async function isMore(terms: Term[], most: number, ask: Ask): Promise<boolean> {
  const words = looser(terms);
  const [known] = await ask(raw(ESTIMATE));
  const all = Number(known?.['count'] ?? 0);
  if (all <= most || words.length === 0) return all > most;
  const share = (await countSampled(words, NEWEST, ask)) / Math.min(SAMPLE, all);
  return all * share > most;
}

/** What the index tells of the words, whatever their order. */
function isCandidate(terms: Term[]): Sql {
  const words = terms.flatMap(({ words, isPrefix, isExcluded }) => {
    if (isExcluded) return [];
    return words.map((word, index) => lexeme(word, isPrefix && index === words.length - 1));
  });
  const excluded = terms.flatMap(({ words: [word, more], isPrefix, isExcluded }) =>
    isExcluded && word !== undefined && more === undefined ? [`!${lexeme(word, isPrefix)}`] : [],
  );
  if (words.length === 0) return sql`true`;
  const query = [...new Set(words), ...excluded].join(' & ');
  return sql`("wordsVector"(w."words", w."isLarge") @@ ${query}::tsquery OR w."isLarge")`;
}

function hasAll(terms: Term[]): Sql {
  return join(
    terms.map(({ words, isPrefix, isExcluded }) => {
      const text = ` ${words.join(' ')}${isPrefix ? '' : ' '}`;
      return sql`strpos(w."words", ${text}) ${isExcluded ? sql`=` : sql`>`} 0`;
    }),
    ' AND ',
  );
}

function lexeme(word: string, isPrefix: boolean): string {
  return `'${word}'${isPrefix ? ':*' : ''}`;
}

function onRow(condition: Sql | null): Sql[] {
  if (!condition) return [];
  return [sql`EXISTS (SELECT 1 FROM "Trace" AS t WHERE t."id" = w."traceId" AND ${condition})`];
}

function* withinStretch({ above, below }: Stretch): Generator<Sql> {
  if (above !== undefined) yield sql`w."traceId" > ${above}`;
  if (below !== undefined) yield sql`w."traceId" < ${below}`;
}
