import { statSync } from 'node:fs';
import LibsqlDatabase from 'libsql';
import { sqliteOutage } from '../outage.ts';
import type { Document } from './document.ts';
import { firstPlaceOf, PLACES } from './place.ts';
import { indexPathOf } from './sqliteFile.ts';
import { BATCH, cutBatch, type Gap, type Indexed, type IndexStore, type Sized } from './store.ts';

/** Keeps the index beside a SQLite database, on connections of its own. It blocks the thread, which is to be its own. */
export function openSqliteStore(path: string, { table, columns, toDocument }: Indexed): IndexStore {
  // To open a file that is gone would make it anew.
  for (const file of [path, indexPathOf(path)]) statSync(file);
  const database = new LibsqlDatabase(indexPathOf(path));
  // Each commit is on the disk before the database is told that it is there.
  database.exec(`PRAGMA busy_timeout = ${PATIENCE}; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;
    PRAGMA cache_size = -65536; ATTACH '${path.replaceAll("'", "''")}' AS data;
    PRAGMA data.synchronous = NORMAL`);
  const names = columns.map((column) => `t."${column}"`).join();
  const isLacking = `t."id" >= ? AND (? IS NULL OR t."id" < ?)
    AND NOT EXISTS (SELECT 1 FROM "Document" AS d WHERE d."id" = t."id")`;
  const gaps = database.prepare('SELECT "id", "firstId", "isTaken" FROM data."SearchGap"');
  const sizes = database.prepare(`SELECT t."id", t."sizeBytes" FROM data."${table}" AS t
    WHERE ${isLacking} ORDER BY t."id" DESC LIMIT ${BATCH.rows}`);
  const rows = database.prepare(`SELECT t."id", ${names} FROM data."${table}" AS t
    WHERE t."id" IN (SELECT value FROM json_each(?)) ORDER BY t."id" DESC`);
  const lacking = database.prepare(
    `SELECT count(*) AS count FROM data."${table}" AS t WHERE ${isLacking}`,
  );
  const addDocument = database.prepare('INSERT OR IGNORE INTO "Document" VALUES (?, ?)');
  const addWords = database.prepare('INSERT INTO "Words" (rowid, text) VALUES (?, ?)');
  const lastPlace = database.prepare(
    'SELECT max("place") AS place FROM "Document" WHERE "place" >= ? AND "place" < ?',
  );
  // A statement of which not all rows are asked for stays in progress: hence `all` everywhere.
  const leftovers = database.prepare('SELECT max("id") AS id FROM data."SearchLeftover"');
  const taken = new Set<number>();
  let unclosed: number[] = [];

  /** Writes to the database of the rows; answers whether its lock was to be had. */
  function note(changes: string): boolean {
    try {
      // As a script: a statement that is refused the lock would stay in progress.
      database.exec(`BEGIN; ${changes}; COMMIT`);
      return true;
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      if (sqliteOutage(error)?.outage === 'DATABASE_BUSY') return false;
      throw error;
    }
  }

  function add(documents: Document[]): void {
    // Deferred: an immediate one would lock the database of the rows too.
    database.exec('BEGIN');
    try {
      let next = 0;
      // Written in the order of places: the index is flushed where one is not above that before it.
      for (const { id, words } of documents.toReversed()) {
        const first = firstPlaceOf(id);
        if (next < first || next >= first + PLACES) {
          const [last] = lastPlace.all([first, first + PLACES]) as { place: number | null }[];
          next = last?.place == null ? first : last.place + 1;
        }
        if (addDocument.run([next, id]).changes === 0) continue;
        addWords.run([next, words]);
        next += 1;
      }
      database.exec('UPDATE "State" SET "commits" = "commits" + 1; COMMIT');
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  function removeLeftovers(): void {
    const [last] = leftovers.all() as { id: number | null }[];
    if (last?.id == null) return;
    const gone = `"id" IN (SELECT "traceId" FROM data."SearchLeftover" WHERE "id" <= ${last.id})`;
    removeDocuments(gone);
    note(`DELETE FROM data."SearchLeftover" WHERE "id" <= ${last.id}; ${NOTE_COMMITS}`);
  }

  function removeDocuments(condition: string): void {
    database.exec(`BEGIN;
      DELETE FROM "Words" WHERE rowid IN (SELECT "place" FROM "Document" WHERE ${condition});
      DELETE FROM "Document" WHERE ${condition};
      UPDATE "State" SET "commits" = "commits" + 1; COMMIT`);
  }

  return {
    async take() {
      removeLeftovers();
      closeRest();
      const found = gaps.all() as { id: number; firstId: string; isTaken: number }[];
      const fresh = found.filter(({ id }) => !taken.has(id));
      if (fresh.length === 0) return undefined;
      const ids = fresh.map(({ id }) => id);
      const from = fresh.map(({ firstId }) => firstId).reduce((a, b) => (a < b ? a : b));
      const isOurs =
        fresh.every(({ isTaken }) => isTaken) ||
        note(`UPDATE data."SearchGap" SET "isTaken" = true WHERE "id" <= ${Math.max(...ids)}`);
      if (!isOurs) return { ids: [], from, below: null };
      for (const id of ids) taken.add(id);
      return { ids, from, below: null };
    },
    async count({ from, below }) {
      const [counted] = lacking.all([from, below, below]) as { count: number }[];
      return counted?.count ?? 0;
    },
    async fill(gap) {
      const sized = sizes.all([gap.from, gap.below, gap.below]) as Sized[];
      const ids = cutBatch(sized);
      const documents = (rows.all([JSON.stringify(ids)]) as Record<string, unknown>[]).map(
        toDocument,
      );
      if (documents.length > 0) add(documents);
      const isClosed = ids.length < BATCH.rows && ids.length === sized.length;
      gap.below = ids.at(-1) ?? gap.below;
      if (isClosed) close(gap);
      return { indexed: documents.length, isClosed };
    },
    async close() {
      database.close();
    },
  };

  function close({ ids, from }: Gap): void {
    // An index of an older copy of the database may have more than it.
    if (from === '')
      removeDocuments(
        `NOT EXISTS (SELECT 1 FROM data."${table}" AS t WHERE t."id" = "Document"."id")`,
      );
    unclosed.push(...ids);
    closeRest();
  }

  function closeRest(): void {
    if (unclosed.length === 0) return;
    const isClosed = note(
      `DELETE FROM data."SearchGap" WHERE "id" IN (${unclosed.join()}); ${NOTE_COMMITS}`,
    );
    if (!isClosed) return;
    for (const id of unclosed) taken.delete(id);
    unclosed = [];
  }
}

// How long it waits for a lock, in milliseconds; then it goes on without, and notes what it did later.
const PATIENCE = 100;
const NOTE_COMMITS = 'UPDATE data."SearchIndex" SET "commits" = (SELECT "commits" FROM "State")';
