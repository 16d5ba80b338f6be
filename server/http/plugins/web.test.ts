import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createYoga } from 'graphql-yoga';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { temporaryDirectory } from '../../testing/interpreter.ts';
import { useWeb } from './web.ts';

describe('The page', () => {
  it('is served with its files, and for every address that it routes', async () => {
    const fetch = await pageWith({
      'index.html': '<title>Page</title>',
      'assets/main-123.js': 'let x',
      'icon.svg': '<svg/>',
    });
    const script = await fetch('/assets/main-123.js', 'text/html');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await script.text()).toBe('let x');
    const icon = await fetch('/icon.svg', '*/*');
    expect(icon.headers.get('content-type')).toBe('image/svg+xml');
    expect(icon.headers.get('cache-control')).toBe('no-cache');
    for (const path of ['/', '/runs', '/runs/01a2', '/assets/absent']) {
      const page = await fetch(path, 'text/html');
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(await page.text()).toBe('<title>Page</title>');
    }
  });

  it.for([
    '/../secret.js',
    '/..%2Fsecret.js',
    '/%2e%2e/secret.js',
    '/assets/../../secret.js',
    '/..\\secret.js',
  ])('lets nobody out of its folder with %s', async (path) => {
    const fetch = await pageWith(
      { 'index.html': '<title>Page</title>' },
      { 'secret.js': 'secret' },
    );
    expect(await (await fetch(path, 'text/html')).text()).not.toContain('secret');
  });

  it('says how to build it where it is not built', async () => {
    const fetch = await pageWith({});
    expect(await (await fetch('/', 'text/html')).text()).toContain('npm run build');
  });
});

/** Serves the files of a folder beside which others lie. */
async function pageWith(files: Record<string, string>, beside: Record<string, string> = {}) {
  const folder = await temporaryDirectory();
  const dist = join(folder, 'dist');
  await mkdir(join(dist, 'assets'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(dist, name), text);
  for (const [name, text] of Object.entries(beside)) await writeFile(join(folder, name), text);
  const yoga = createYoga({ schema, plugins: [useWeb(`${dist}/`)], logging: false });
  return async (path: string, accept: string) =>
    yoga.fetch(`http://localhost${path}`, { headers: { accept } });
}
