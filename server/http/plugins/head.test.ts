import { createYoga } from 'graphql-yoga';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { serverFactory } from '../../testing/testServer.ts';
import { useHead } from './head.ts';

describe('A request for the head of an answer', () => {
  const open = serverFactory();

  it.for([
    '/',
    '/runs',
    '/healthz',
    '/readyz',
    '/metrics',
    '/traces/export.jsonl',
    '/runs/x/log',
    '/graphql',
  ])('to %s has the status and headers of the answer, and no body', async (path) => {
    const server = await open();
    const headers = { accept: 'text/html' };
    const [whole, head] = [
      await server.fetch(path, { headers }),
      await server.fetch(path, { method: 'HEAD', headers }),
    ];
    expect(head.status).toBe(whole.status);
    expect([...head.headers]).toEqual([...whole.headers]);
    expect(await head.text()).toBe('');
    await whole.body?.cancel();
  });

  it('begins nothing that a body would be made of', async () => {
    let [begun, cancelled] = [false, false];
    const body = new ReadableStream(
      {
        pull() {
          begun = true;
        },
        cancel() {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const answer = {
      onRequest: ({ endResponse }: { endResponse: (response: Response) => void }) =>
        endResponse(new Response(body)),
    };
    const yoga = createYoga({ schema, plugins: [useHead(), answer], logging: false });
    expect((await yoga.fetch('http://localhost/x', { method: 'HEAD' })).status).toBe(200);
    expect([begun, cancelled]).toEqual([false, true]);
  });
});
