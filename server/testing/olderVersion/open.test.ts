import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { execa } from 'execa';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { createDatabase, isPostgresqlThere } from '../postgresql.ts';
import { serverFactory } from '../testServer.ts';
import { tell } from './tell.ts';

// Written by `write.ts` in a checkout of the version before traces had context and an expected answer.
const OLDER = fileURLToPath(new URL('2026-11-26/', import.meta.url));

const open = serverFactory();
const removing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removing.splice(0)) await remove();
});

it('opens the data folder of an older version whole', async () => {
  const server = await open({ TUNIX_RT_HOME: await unpackHome('sqlite') });
  expect(await tell(server)).toEqual(told('sqlite'));
});

it.skipIf(!isPostgresqlThere)(
  `opens the PostgreSQL database of an older version whole${isPostgresqlThere ? '' : ' (skipped, none answers)'}`,
  async () => {
    const database = await createDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(unpacked('postgresql.sql.gz'));
    await client.end();
    const environment = {
      TUNIX_RT_HOME: await unpackHome('postgresql'),
      DATABASE_URL: database.url,
    };
    const server = await open(environment);
    removing.push(async () => {
      await server.application.close();
      await database.drop();
    });
    expect(await tell(server)).toEqual(told('postgresql'));
  },
);

async function unpackHome(name: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'tunix-rt-older-'));
  removing.push(() => rm(home, { recursive: true }));
  await execa('tar', ['-xzf', join(OLDER, `${name}.tar.gz`), '-C', home]);
  return home;
}

function told(name: string): unknown {
  return JSON.parse(unpacked(`${name}.json.gz`));
}

function unpacked(name: string): string {
  return gunzipSync(readFileSync(join(OLDER, name))).toString();
}
