import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Prisma, PrismaClient } from '../../prisma/generated/sqlite/client.ts';
import { type Dialect, postgresqlDialect, sqliteDialect } from './dialect.ts';
import { applyMigrations, type MigrationConnection, MigrationError } from './migrate.ts';
import { sqliteAdapter, sqliteMigrationConnection } from './sqlite.ts';

/** What queries need: the database itself, or a transaction on it. */
export type Connection = { prisma: Prisma.TransactionClient; sql: Dialect };

/** An open database: Prisma's client, and the fragments of SQL in which the two providers differ. */
export type Database = {
  provider: 'sqlite' | 'postgresql';
  prisma: PrismaClient;
  sql: Dialect;
  /** Where the data lives, without credentials. */
  location: string;
  close: () => Promise<void>;
};

/**
 * Opens the database at a `file:` or `postgres:` URL, creating it where it is a file, and brings its
 * schema up to date.
 * @throws MigrationError when the database was written by a later version, or a migration failed before;
 * DatabaseError when it can't be reached or read
 */
export async function openDatabase(url: string): Promise<Database> {
  try {
    return await (url.startsWith('file:') ? openSqlite(url) : openPostgresql(url));
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

async function openSqlite(url: string): Promise<Database> {
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
  mkdirSync(dirname(path), { recursive: true });
  await applyMigrations(sqliteMigrationConnection(path));
  const { PrismaClient } = await import('../../prisma/generated/sqlite/client.ts');
  const prisma = new PrismaClient({
    adapter: sqliteAdapter(path),
    transactionOptions: TRANSACTION_OPTIONS,
  });
  return {
    provider: 'sqlite',
    prisma,
    sql: sqliteDialect,
    location: path,
    close: () => prisma.$disconnect(),
  };
}

async function openPostgresql(url: string): Promise<Database> {
  await applyMigrations(postgresqlMigrationConnection(url));
  const generated = await import('../../prisma/generated/postgresql/client.ts');
  // Both clients are generated from one model; this is the one place where the other type is dropped.
  const prisma = new generated.PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 10 }),
    transactionOptions: TRANSACTION_OPTIONS,
  }) as unknown as PrismaClient;
  const { host, pathname } = new URL(url);
  return {
    provider: 'postgresql',
    prisma,
    sql: postgresqlDialect,
    location: `${host}${pathname}`,
    close: () => prisma.$disconnect(),
  };
}

function postgresqlMigrationConnection(url: string): MigrationConnection {
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
