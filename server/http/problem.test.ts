import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectedFailure } from './problem.ts';

describe('A request whose asker has gone', () => {
  it('is no bug when what it waited for is stopped', () => {
    const { reason } = AbortSignal.abort();
    expect(expectedFailure(reason)).toMatchObject({ code: 'BAD_REQUEST', status: 400 });
  });

  it('is no bug when its body ends in the midst', async () => {
    const failure = Promise.withResolvers<unknown>();
    const server = createServer((incoming) => {
      outgoing.destroy();
      incoming.on('error', failure.resolve).resume();
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const outgoing = request({ port, host: '127.0.0.1', method: 'POST' });
    outgoing.on('error', () => {});
    outgoing.write('half');
    expect(expectedFailure(await failure.promise)).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('tells of nothing else', () => {
    expect(expectedFailure(new Error('aborted'))).toBeUndefined();
  });
});
