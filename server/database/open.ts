import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import type { Prisma, PrismaClient } from '../../prisma/generated/sqlite/client.ts';
import { DatabaseUnavailableError } from '../errors.ts';
import { type Dialect, postgresqlDialect, sqliteDialect } from './dialect.ts';
import { fileGuard } from './fileGuard.ts';
import { isRead } from './isRead.ts';
import { applyMigrations, type MigrationConnection, MigrationError } from './migrate.ts';
import { namingOutages, postgresqlOutage } from './outage.ts';
import { postgresqlScans } from './postgresqlScans.ts';
import { WRITE_PATIENCE } from './retryLocked.ts';
import type { Scan } from './scan.ts';
import { sqliteAdapter, sqliteMigrationConnection } from './sqlite.ts';
import { sqliteScans } from './sqliteScans.ts';
import { type IndexProgram, startIndexing, type WordIndex } from './wordIndex/follow.ts';
import { prepareIndexFile } from './wordIndex/sqliteFile.ts';

export type DatabaseConnection = { prisma: Prisma.TransactionClient; sql: Dialect };

/** An open database: Prisma's client for what is short, `scan` for what may look at every row, and the
 * fragments of SQL in which the two providers differ. */
export type Database = {
  provider: 'sqlite' | 'postgresql';
  prisma: PrismaClient;
  sql: Dialect;
  scan: Scan;
  /** Keeps the index of words, which is written behind what is stored. */
  words: WordIndex;
  /** Throws where the database is no longer what was opened. */
  check: () => void;
  /** Where the data lives, without credentials. */
  location: string;
  close: () => Promise<void>;
};

/** Opens the database at a `file:` or `postgres:` URL and brings its schema up to date.
 * @throws MigrationError for one of a later version or a failed migration, DatabaseError where it can't be reached */
export async function openDatabase(url: string, index: IndexProgram): Promise<Database> {
  try {
    return await (url.startsWith('file:') ? openSqlite : openPostgresql)(url, index);
  } catch (error) {
    if (error instanceof MigrationError) throw error;
    throw new DatabaseError(
      `The database at ${placeOf(url)} can't be opened: ${reasonOf(error)}. Check DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** The database can't be reached or read; nothing was started. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

function placeOf(url: string): string {
  if (url.startsWith('file:')) return url;
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : 'its address';
}

// Several addresses of one name that all refuse are one error without a message.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}

async function openSqlite(url: string, index: IndexProgram): Promise<Database> {
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
  mkdirSync(dirname(path), { recursive: true });
  await applyMigrations(sqliteMigrationConnection(path));
  prepareIndexFile(path, index.version);
  const { PrismaClient } = await import('../../prisma/generated/sqlite/client.ts');
  const check = fileGuard(path);
  const prisma = new PrismaClient({
    adapter: sqliteAdapter(path, check),
    transactionOptions: TRANSACTION_OPTIONS,
  });
  await prisma.$connect();
  const scans = sqliteScans(path, check);
  const words = startIndexing(index, { sqlite: path });
  return {
    provider: 'sqlite',
    prisma,
    sql: sqliteDialect,
    scan: scans.scan,
    words,
    check,
    location: path,
    async close() {
      await words.close();
      await scans.close();
      await prisma.$disconnect();
    },
  };
}

async function openPostgresql(url: string, index: IndexProgram): Promise<Database> {
  await applyMigrations(postgresqlMigrationConnection(url));
  const generated = await import('../../prisma/generated/postgresql/client.ts');
  // Both clients are generated from one model; this is the one place where the other type is dropped.
  const prisma = new generated.PrismaClient({
    adapter: postgresqlAdapter(url),
    transactionOptions: TRANSACTION_OPTIONS,
  }) as unknown as PrismaClient;
  const scans = postgresqlScans(url);
  const words = startIndexing(index, { postgresql: url });
  const { host, pathname } = new URL(url);
  return {
    provider: 'postgresql',
    prisma,
    sql: postgresqlDialect,
    scan: scans.scan,
    words,
    check: () => {},
    location: `${host}${pathname}`,
    async close() {
      await words.close();
      await scans.close();
      await prisma.$disconnect();
    },
  };
}

function postgresqlAdapter(url: string): SqlDriverAdapterFactory {
  const factory = new PrismaPg({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: WRITE_PATIENCE,
    lock_timeout: WRITE_PATIENCE,
  });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () =>
      readingAgain(namingOutages<SqlDriverAdapter>(await factory.connect(), postgresqlOutage)),
  };
}

/** Reads once more where a connection turns out to have broken while nobody used it. */
function readingAgain(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const { queryRaw } = adapter;
  adapter.queryRaw = async (query) => {
    try {
      return await queryRaw.call(adapter, query);
    } catch (error) {
      const isBroken =
        error instanceof DatabaseUnavailableError && error.outage === 'DATABASE_AWAY';
      if (!isBroken || !isRead(query.sql)) throw error;
      return queryRaw.call(adapter, query);
    }
  };
  return adapter;
}

export function postgresqlMigrationConnection(url: string): MigrationConnection {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  return {
    provider: 'postgresql',
    query: async (sql) => (await pool.query({ text: sql, rowMode: 'array' })).rows,
    runScript: (script) => pool.query(script),
    close: () => pool.end(),
  };
}

// Prisma's own limits (2 s to begin, 5 s in all) would cut a large import or build short.
const TRANSACTION_OPTIONS = { maxWait: 60_000, timeout: 3_600_000 };
