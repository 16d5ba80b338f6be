import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serverFactory } from '../testing/testServer.ts';

const open = serverFactory();

it('A server that starts removes what a killed one left of imports and exports, and nothing else', async () => {
  const server = await open();
  for (const name of ['imports/a.import', 'exports/b.partial', 'exports/c/d.partial']) {
    await mkdir(join(server.home, name, '..'), { recursive: true });
    await writeFile(join(server.home, name), 'x');
  }
  await server.restart();
  expect(await readdir(join(server.home, 'imports'))).toEqual([]);
  expect(await readdir(join(server.home, 'exports'), { recursive: true })).toEqual([
    'c',
    join('c', 'd.partial'),
  ]);
});
