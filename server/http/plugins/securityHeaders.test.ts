import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { serverFactory } from '../../testing/testServer.ts';

describe('Every answer', () => {
  const open = serverFactory();

  it.for(['/', '/runs/x', '/healthz', '/nothing', '/metrics', '/runs/x/log', '/graphql'])(
    'to %s tells browsers to trust nothing that is not of this server',
    async (path) => {
      for (const accept of ['text/html', '*/*']) {
        const server = await open();
        const { headers } = await server.fetch(path, { headers: { accept } });
        expect(Object.fromEntries(headers)).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
        });
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).toContain("default-src 'none'");
        expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      }
    },
  );

  it.for<[string, string, RegExp, string, Record<string, string>]>([
    ['the playground', '/graphql', /<script>(.*?)<\/script>/s, 'script-src', {}],
    [
      'the page that asks for the token',
      '/',
      /<style>(.*?)<\/style>/s,
      'style-src',
      { TUNIX_RT_TOKEN: 'secret' },
    ],
  ])(
    'that is %s allows what stands in it by its hash',
    async ([, path, inline, directive, environment]) => {
      const server = await open(environment);
      const headers = {
        accept: 'text/html',
        authorization: path === '/graphql' ? 'Bearer secret' : '',
      };
      const response = await server.fetch(path, { headers });
      const [, content = ''] = inline.exec(await response.text()) ?? [];
      expect(content.length).toBeGreaterThan(100);
      expect(response.headers.get('content-security-policy')).toContain(
        `${directive} 'sha256-${hash('sha256', content, 'base64')}'`,
      );
    },
  );
});
