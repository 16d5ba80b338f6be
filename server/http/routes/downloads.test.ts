import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serverFactory } from '../../testing/testServer.ts';

const FOLDER = '0123456789abcdef0123456789abcdef';

describe('A file to download', () => {
  const open = serverFactory();

  it('is what lies in the folder of exports', async () => {
    const server = await open();
    const folder = join(server.home, 'exports', FOLDER);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'd-1.jsonl'), '{}\n');
    const response = await server.fetch(`/exports/${FOLDER}/d-1.jsonl`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('3');
    expect(await response.text()).toBe('{}\n');
  });

  it.for([
    `/exports/${FOLDER}/absent.jsonl`,
    `/exports/${FOLDER}/..`,
    `/exports/${FOLDER}/..%2F..%2Fid`,
    `/exports/${FOLDER}/%2e%2e%2f%2e%2e%2fid`,
    `/exports/${FOLDER}/..%5C..%5Cid`,
    `/exports/${FOLDER}/d%00`,
    `/exports/${FOLDER}/.hidden`,
    '/exports/../id',
    '/exports/%2e%2e/id',
    '/exports/..%2f/id',
    '/exports/short/d-1.jsonl',
    `/exports/${FOLDER.toUpperCase()}/d-1.jsonl`,
    '/runs/unknown/log',
    '/runs/..%2Fid/log',
    '/runs/unknown/dropped.jsonl',
  ])('is not found at %s', async (path) => {
    const server = await open();
    const response = await server.fetch(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.text()).not.toContain(server.home);
  });
});
