import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase, serverFactory } from '../../testing/testServer.ts';
import { VERSION } from '../../version.ts';

describeOnEachDatabase('The health of a server', (open) => {
  it('is told to whoever asks', async () => {
    const server = await open();
    const { provider } = server.application.database;
    const alive = await server.fetch('/healthz');
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await server.fetch('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', database: { status: 'healthy', provider } },
    ]);
    const { health } = await server.data(
      '{ health { status version database { status provider error } rediai { status mode } } }',
    );
    expect(health).toEqual({
      status: 'healthy',
      version: VERSION,
      database: { status: 'healthy', provider, error: null },
      rediai: { status: 'disabled', mode: 'disabled' },
    });
  });
});

describe('A server whose database is gone', () => {
  const open = serverFactory();

  it('is alive and not ready, and says so', async () => {
    const server = await open();
    const file = join(server.home, 'tunix-rt.db');
    await server.application.database.close();
    await rm(file);
    await mkdir(file);
    expect((await server.fetch('/healthz')).status).toBe(200);
    const ready = await server.fetch('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', database: { status: 'down', provider: 'sqlite' } },
    ]);
    const { health } = await server.data('{ health { status database { status error } } }');
    expect(health).toEqual({
      status: 'degraded',
      database: { status: 'down', error: expect.any(String) },
    });
  });
});
