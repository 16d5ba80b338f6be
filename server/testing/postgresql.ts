import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';

export const POSTGRESQL =
  process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
export const isPostgresqlThere = await answers(POSTGRESQL);

export type TestDatabase = { name: string; url: string; drop: () => Promise<void> };

/** Makes a database, empty or as another one is that nobody is connected with. */
export async function createDatabase(template?: string | null): Promise<TestDatabase> {
  const name = `tunix_rt_test_${uuidv7().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
  const url = new URL(POSTGRESQL);
  url.pathname = `/${name}`;
  return { name, url: String(url), drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

export async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRESQL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
