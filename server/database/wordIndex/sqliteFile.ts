import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import LibsqlDatabase from 'libsql';
import { newId } from '../../ids.ts';

/** Where the index of words of a SQLite database lies: in a file of its own, which has a write lock of its own, so that
 * indexing keeps no other write waiting. */
export function indexPathOf(path: string): string {
  return `${path}-search`;
}

/** The statement that makes the index part of a connection, as `search`. It can only be read there: a transaction that
 * writes takes the lock of each file that it could write. */
export function attachIndex(path: string): string {
  const { href } = pathToFileURL(indexPathOf(path));
  return `ATTACH '${href.replaceAll("'", "''")}?mode=ro' AS search`;
}

/** Makes the index ready: anew where there is none, or where it is of another version, of another database, or older than
 * the database knows it to be. What it lacks then is a gap from the first trace on. */
export function prepareIndexFile(path: string, version: number): void {
  const database = new LibsqlDatabase(path);
  try {
    database.exec(`PRAGMA busy_timeout = 60000; ${TRIGGERS}`);
    const known = database.prepare('SELECT "key", "commits" FROM "SearchIndex"').get() as
      | Written
      | undefined;
    const written = readWritten(path, version);
    const isWhole =
      known && written && known.key === written.key && known.commits <= written.commits;
    if (isWhole && known.commits === written.commits) return;
    const key = isWhole ? known.key : createIndex(path, version);
    database.exec(`BEGIN IMMEDIATE; DELETE FROM "SearchIndex"; DELETE FROM "SearchGap";
      INSERT INTO "SearchIndex" VALUES ('${key}', ${isWhole ? written.commits : 0});
      INSERT INTO "SearchGap" ("firstId") VALUES (''); COMMIT`);
  } finally {
    database.close();
  }
}

// A batch is to be written at once, in bytes.
const BUFFER = 32_000_000;

type Written = { key: string; commits: number };

function readWritten(path: string, version: number): Written | undefined {
  const index = new LibsqlDatabase(indexPathOf(path));
  try {
    const row = index.prepare('SELECT "key", "commits", "version" FROM "State"').get() as
      | (Written & { version: number })
      | undefined;
    return row?.version === version ? row : undefined;
  } catch {
    // No index yet, or none that can be read.
    return undefined;
  } finally {
    index.close();
  }
}

function createIndex(path: string, version: number): string {
  for (const end of ['', '-wal', '-shm']) rmSync(`${indexPathOf(path)}${end}`, { force: true });
  const index = new LibsqlDatabase(indexPathOf(path));
  const key = newId();
  try {
    index.exec(`PRAGMA busy_timeout = 60000; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE;
      CREATE TABLE "State" ("key" TEXT NOT NULL, "commits" INTEGER NOT NULL, "version" INTEGER NOT NULL);
      INSERT INTO "State" VALUES ('${key}', 0, ${version});
      CREATE TABLE "Document" ("place" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE);
      CREATE VIRTUAL TABLE "Words" USING fts5(text, content='', contentless_delete=1, tokenize="ascii tokenchars '='");
      INSERT INTO "Words" ("Words", rank) VALUES ('hashsize', ${BUFFER});
      COMMIT`);
  } finally {
    index.close();
  }
  return key;
}

// Made at each start, since a migration that makes the table anew drops them.
const TRIGGERS = `
  CREATE TRIGGER IF NOT EXISTS "Trace_stored" AFTER INSERT ON "Trace"
  WHEN NOT EXISTS (SELECT 1 FROM "SearchGap" WHERE NOT "isTaken" AND "firstId" <= NEW."id")
  BEGIN INSERT INTO "SearchGap" ("firstId") VALUES (NEW."id"); END;
  CREATE TRIGGER IF NOT EXISTS "Trace_deleted" AFTER DELETE ON "Trace"
  BEGIN INSERT INTO "SearchLeftover" ("traceId") VALUES (OLD."id"); END;`;
