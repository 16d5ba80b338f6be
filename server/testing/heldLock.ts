import { once } from 'node:events';
import { execa } from 'execa';
import pg from 'pg';
import type { TestServer } from './testServer.ts';

const HOLDER = `
import Database from 'libsql';
const database = new Database(process.argv[1]);
database.exec('BEGIN IMMEDIATE');
console.log('held');
process.stdin.on('end', () => database.exec('ROLLBACK')).resume();
`;

/** Keeps all others from writing traces, as another program at work on the same database does. */
export async function holdWriteLock({
  application: { database, settings },
}: TestServer): Promise<{ release: () => Promise<void> }> {
  if (database.provider === 'postgresql') {
    const client = new pg.Client({ connectionString: settings.DATABASE_URL });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE "Trace" IN SHARE ROW EXCLUSIVE MODE');
    return { release: () => client.end() };
  }
  const holder = execa('node', ['--input-type=module', '--eval', HOLDER, database.location], {
    cwd: import.meta.dirname,
    stdin: 'pipe',
  });
  await once(holder.stdout, 'data');
  return {
    async release() {
      holder.stdin.end();
      await holder;
    },
  };
}
