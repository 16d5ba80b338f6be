import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { PLAIN_PLANS } from '../postgresqlSettings.ts';
import type { Document } from './document.ts';
import { ESTIMATE } from './postgresqlQueries.ts';
import { BATCH, cutBatch, type Gap, type Indexed, type IndexStore, type Sized } from './store.ts';

// What a `tsvector` holds of words, with some room left.
const MOST_WORD_BYTES = 1_000_000;
// After so many documents, what is pending in the index is put in order, so that a search need not read it.
const WORTH_ORDERING = 2_000;
// Once it has grown by such a part, it is looked anew at what is in it, by which queries are planned.
const WORTH_ANALYZING = 0.1;

// How often it is looked whether another server has indexed what lacks, in milliseconds.
const OTHERS_PERIOD = 50;

/** What the connection calls itself. */
export const INDEXER = 'tunix-rt word index';

/** Keeps the index in a PostgreSQL database. Of several servers on one database, one does it at a time. */
export async function openPostgresqlStore(
  url: string,
  { table, columns, toDocument, version }: Indexed,
): Promise<IndexStore> {
  const client = new pg.Client({ connectionString: url, application_name: INDEXER });
  client.on('error', () => {});
  await client.connect();
  await client.query(PLAIN_PLANS);
  const names = columns.map((column) => `t."${column}"::text`).join();
  const isLacking = `t."id" >= $1 AND ($2::text IS NULL OR t."id" < $2)
    AND NOT EXISTS (SELECT 1 FROM "TraceWords" AS w WHERE w."traceId" = t."id")`;
  const taken = new Set<number>();
  let isOurs = false;
  let unordered = 0;
  let unanalyzed = 0;

  async function read<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await client.query(text, values)).rows as Row[];
  }

  async function makeOurs(): Promise<boolean> {
    if (isOurs) return true;
    const [lock] = await read<{ isOurs: boolean }>(
      `SELECT pg_try_advisory_lock(hashtext('word index')) AS "isOurs"`,
    );
    isOurs = lock?.isOurs === true;
    if (!isOurs) return false;
    const [known] = await read<{ key: string }>('SELECT "key" FROM "SearchIndex"');
    if (known?.key !== String(version)) {
      await client.query(`BEGIN; TRUNCATE "TraceWords"; DELETE FROM "SearchIndex";
        INSERT INTO "SearchIndex" VALUES ('${version}'); INSERT INTO "SearchGap" ("firstId") VALUES (''); COMMIT`);
    }
    return true;
  }

  async function add(documents: Document[]): Promise<void> {
    const values = JSON.stringify(documents.map(({ id, words }) => [id, words, isLarge(words)]));
    // A trace that is deleted meanwhile is passed over, and stays until this is stored otherwise.
    await client.query(
      `INSERT INTO "TraceWords" ("traceId", "words", "isLarge")
       SELECT t."id", d ->> 1, (d ->> 2)::boolean FROM json_array_elements($1::json) AS d
       JOIN "${table}" AS t ON t."id" = d ->> 0 FOR KEY SHARE OF t ON CONFLICT DO NOTHING`,
      [values],
    );
  }

  async function close({ ids }: Gap): Promise<void> {
    if (unordered >= WORTH_ORDERING) {
      await client.query(`SELECT gin_clean_pending_list('"TraceWords_words_idx"')`);
      unordered = 0;
      await analyze();
    }
    await client.query('DELETE FROM "SearchGap" WHERE "id" = ANY($1)', [ids]);
    for (const id of ids) taken.delete(id);
  }

  async function analyze(): Promise<void> {
    const [known] = await read<{ count: number }>(ESTIMATE);
    if (unanalyzed < WORTH_ANALYZING * (known?.count ?? 0)) return;
    await client.query('ANALYZE "TraceWords"');
    unanalyzed = 0;
  }

  return {
    async take() {
      const ours = await makeOurs();
      const found = await read<{ id: string; firstId: string }>(
        'SELECT "id", "firstId" FROM "SearchGap"',
      );
      const fresh = found
        .map(({ id, firstId }) => ({ id: Number(id), firstId }))
        .filter(({ id }) => !taken.has(id));
      if (fresh.length === 0) return undefined;
      const ids = fresh.map(({ id }) => id);
      const from = fresh.map(({ firstId }) => firstId).reduce((a, b) => (a < b ? a : b));
      if (!ours) return { ids, from, below: null };
      for (const id of ids) taken.add(id);
      return { ids, from, below: null };
    },
    async count({ from, below }) {
      const [counted] = await read<{ count: string }>(
        `SELECT count(*) AS count FROM "${table}" AS t WHERE ${isLacking}`,
        [from, below],
      );
      return Number(counted?.count ?? 0);
    },
    async fill(gap) {
      // Another server's gap: it is closed when that one has closed it.
      if (!isOurs) {
        await delay(OTHERS_PERIOD);
        return { indexed: 0, isClosed: true };
      }
      const sized = await read<Sized>(
        `SELECT t."id", t."sizeBytes" FROM "${table}" AS t WHERE ${isLacking}
         ORDER BY t."id" DESC LIMIT ${BATCH.rows}`,
        [gap.from, gap.below],
      );
      const ids = cutBatch(sized);
      const rows = await read<Record<string, unknown>>(
        `SELECT t."id", ${names} FROM "${table}" AS t WHERE t."id" = ANY($1)`,
        [ids],
      );
      if (rows.length > 0) await add(rows.map(toDocument));
      unordered += rows.length;
      unanalyzed += rows.length;
      const isClosed = ids.length < BATCH.rows && ids.length === sized.length;
      gap.below = ids.at(-1) ?? gap.below;
      if (isClosed) await close(gap);
      return { indexed: rows.length, isClosed };
    },
    async close() {
      await client.end();
    },
  };
}

function isLarge(words: string): boolean {
  if (words.length < MOST_WORD_BYTES / 3) return false;
  const distinct = new Set(words.split(' '));
  let bytes = 0;
  for (const word of distinct) bytes += Buffer.byteLength(word) + 1;
  return bytes > MOST_WORD_BYTES;
}
