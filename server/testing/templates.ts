import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '../database/migrate.ts';
import { postgresqlMigrationConnection } from '../database/open.ts';
import { sqliteMigrationConnection } from '../database/sqlite.ts';
import { administer, createDatabase, isPostgresqlThere } from './postgresql.ts';

/** A database of each provider with the schema and nothing else, for test servers to begin with; a file, and a name. */
export type Templates = { sqlite: string; postgresql: string | null };

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates;
  }
}

let remove: () => Promise<void>;

/** Makes what most of the time of a test server would go into, once for all tests. */
export async function setup(project: TestProject): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tunix-rt-template-'));
  const sqlite = join(folder, 'tunix-rt.db');
  await applyMigrations(sqliteMigrationConnection(sqlite));
  const database = isPostgresqlThere ? await createDatabase() : null;
  if (database) await applyMigrations(postgresqlMigrationConnection(database.url));
  project.provide('templates', { sqlite, postgresql: database?.name ?? null });
  remove = async () => {
    await rm(folder, { recursive: true });
    if (database) await administer(`DROP DATABASE ${database.name} WITH (FORCE)`);
  };
}

export function teardown(): Promise<void> {
  return remove();
}
