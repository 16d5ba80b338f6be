import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { newId } from '../ids.ts';

type Migration = { name: string; script: string; checksum: string };
type Applied = { name: string; checksum: string; isFinished: boolean };

/** The schema of the database can't be brought up to date; nothing was changed. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

export type MigrationConnection = {
  provider: 'sqlite' | 'postgresql';
  query: (sql: string) => Promise<unknown[][]>;
  runScript: (script: string) => Promise<unknown>;
  close: () => Promise<void>;
};

/** Applies the migrations that the database lacks, all or nothing, recorded as `prisma migrate deploy` does, so that
 * either can follow the other; who starts at the same moment waits. @throws MigrationError */
export async function applyMigrations(connection: MigrationConnection): Promise<void> {
  const { provider, query, runScript, close } = connection;
  try {
    await runScript(BEGIN[provider]);
    await runScript(CREATE_TABLE[provider]);
    const applied = (await query(SELECT_APPLIED)).map(readApplied);
    for (const migration of pendingMigrations(readMigrations(provider), applied)) {
      await runScript(migration.script);
      await runScript(recordOf(migration, provider));
    }
    await runScript('COMMIT');
  } finally {
    await close();
  }
}

function pendingMigrations(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, isFinished } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new MigrationError(
        `The database has the migration ${name}, which this version does not know. Start the version that wrote it, or use another database.`,
      );
    }
    if (!isFinished) {
      throw new MigrationError(
        `The migration ${name} began and did not finish. Resolve it with \`prisma migrate resolve\`, or restore the database from a backup.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new MigrationError(
        `The migration ${name} is not the one that the database has. Restore its file.`,
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

function readApplied([name, checksum, finishedAt]: unknown[]): Applied {
  return { name: String(name), checksum: String(checksum), isFinished: finishedAt !== null };
}

function readMigrations(provider: string): Migration[] {
  const folder = new URL(`../../prisma/migrations/${provider}/`, import.meta.url);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const script = readFileSync(new URL(`${name}/migration.sql`, folder), 'utf8');
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function recordOf({ name, checksum }: Migration, provider: 'sqlite' | 'postgresql'): string {
  const now = provider === 'sqlite' ? `${Date.now()}` : 'now()';
  return `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
VALUES ('${newId()}', '${checksum}', '${name}', ${now}, ${now}, 1)`;
}

const SELECT_APPLIED = `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations"
WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`;

const BEGIN = {
  // Rebuilding a table drops the old one, which with foreign keys on would delete what refers to it.
  sqlite: 'PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE',
  // The lock that Prisma's own engine takes.
  postgresql: 'BEGIN; SELECT pg_advisory_xact_lock(72707369)',
};

const CREATE_TABLE = {
  sqlite: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "checksum" TEXT NOT NULL,
    "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL,
    "logs" TEXT,
    "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
)`,
  postgresql: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`,
};
