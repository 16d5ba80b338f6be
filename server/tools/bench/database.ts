import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import LibsqlDatabase from 'libsql';
import pg from 'pg';
import { newId } from '../../ids.ts';
import { TRACES } from '../../traces/columns.ts';

/** A database for a server, and bare access to what the server stores in it: what the floors are made of. */
export type BenchDatabase = {
  name: 'SQLite' | 'PostgreSQL';
  environment: Record<string, string>;
  /** Opens it beside the server whose data folder is `home`. */
  open: (home: string) => Promise<BareDatabase>;
  drop: () => Promise<void>;
};

export type BareDatabase = {
  /** Inserts rows of `TRACES.columns` into an empty copy of the server's table, in one transaction. */
  insert: (rows: unknown[][]) => Promise<void>;
  /** The columns `id`, `traceVersion`, `prompt`, `finalAnswer`, `steps` and `meta` of a dataset's traces. */
  select: (datasetKey: string) => Promise<unknown[][]>;
  close: () => Promise<void>;
};

const POSTGRESQL =
  process.env['TEST_DATABASE_URL'] ||
  process.env['DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';
const TRACE_COLUMNS = Object.entries(TRACES.columns);
const NAMES = TRACE_COLUMNS.map(([name]) => `"${name}"`).join();
const SELECTED = `SELECT t."id", t."traceVersion", t."prompt", t."finalAnswer", t."steps", t."meta"
  FROM "Dataset" AS d JOIN "DatasetTrace" AS p ON p."datasetId" = d."id"
  JOIN "Trace" AS t ON t."id" = p."traceId"`;

export const sqlite: BenchDatabase = {
  name: 'SQLite',
  environment: { DATABASE_URL: '' },
  open: async (home) => openSqlite(home),
  drop: async () => {},
};

/** A database of its own on the PostgreSQL server; why there is none, where none answers. */
export async function createPostgresql(): Promise<BenchDatabase | string> {
  const name = `tunix_rt_bench_${newId().replaceAll('-', '')}`;
  try {
    await administer(`CREATE DATABASE ${name}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : error;
    return `PostgreSQL is left out, since none answers at TEST_DATABASE_URL or DATABASE_URL: ${reason}`;
  }
  const url = new URL(POSTGRESQL);
  url.pathname = `/${name}`;
  return {
    name: 'PostgreSQL',
    environment: { DATABASE_URL: String(url) },
    open: () => openPostgresql(String(url)),
    drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

function openSqlite(home: string): BareDatabase {
  const file = readdirSync(home).find((name) => name.endsWith('.db')) ?? '';
  const stored = new LibsqlDatabase(join(home, file));
  const copy = new LibsqlDatabase(join(home, 'floor.db'));
  const pragmas = ['journal_mode = WAL', 'synchronous = NORMAL', 'wal_autocheckpoint = 4000'];
  // What traces refer to is not copied.
  for (const pragma of [...pragmas, 'foreign_keys = OFF']) copy.exec(`PRAGMA ${pragma}`);
  const definitions = stored
    .prepare(`SELECT sql FROM sqlite_master WHERE tbl_name = 'Trace' AND type IN ('table', 'index')
      AND sql IS NOT NULL ORDER BY type DESC`)
    .raw(true)
    .all() as [string][];
  for (const [definition] of definitions) copy.exec(definition);
  const insert = copy.prepare(
    `INSERT INTO "Trace" (${NAMES}) VALUES (${TRACE_COLUMNS.map(() => '?').join()})`,
  );
  const select = stored.prepare(`${SELECTED} WHERE d."key" = ? ORDER BY p."position"`).raw(true);
  return {
    async insert(rows) {
      copy.exec('BEGIN IMMEDIATE');
      for (const row of rows) insert.run(row);
      copy.exec('COMMIT');
    },
    select: async (key) => select.all([key]) as unknown[][],
    async close() {
      stored.close();
      copy.close();
    },
  };
}

async function openPostgresql(url: string): Promise<BareDatabase> {
  const client = new pg.Client({
    connectionString: url,
    types: { getTypeParser: () => (value: unknown) => value },
  });
  await client.connect();
  await client.query('CREATE TABLE "FloorTrace" (LIKE "Trace" INCLUDING ALL)');
  const arrays = TRACE_COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join();
  const insert = `INSERT INTO "FloorTrace" (${NAMES}) SELECT * FROM unnest(${arrays})`;
  return {
    async insert(rows) {
      const values = TRACE_COLUMNS.map((_, column) => rows.map((row) => row[column]));
      await client.query({ name: 'insert', text: insert, values });
    },
    async select(key) {
      const text = `${SELECTED} WHERE d."key" = $1 ORDER BY p."position"`;
      const { rows } = await client.query({
        name: 'select',
        text,
        values: [key],
        rowMode: 'array',
      });
      return rows;
    },
    close: () => client.end(),
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRESQL, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
