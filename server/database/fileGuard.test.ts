import { rename, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { silencedErrors } from '../testing/silencedErrors.ts';
import { serverFactory } from '../testing/testServer.ts';

const CREATE = `mutation { createTrace(input: { traceVersion: "1", prompt: "p", finalAnswer: "a",
  steps: [{ i: 0, type: "t", content: "c" }] }) { ... on Trace { id } } }`;
const SEARCH = '{ traces(filter: { search: "p" }) { edges { node { id } } } }';

describe('A database file that goes away while the server is at work', () => {
  const open = serverFactory();
  silencedErrors();

  it('is missed by the next write, by searches and by readiness, until it is back', async () => {
    const server = await open();
    const { location } = server.application.database;
    await server.data(CREATE);
    await rename(location, `${location}.away`);
    for (const operation of [SEARCH, CREATE]) {
      expect(await server.send(operation)).toMatchObject({
        data: null,
        errors: [
          {
            message: expect.stringContaining('deleted or replaced'),
            extensions: { code: 'DATABASE_AWAY' },
          },
        ],
      });
    }
    expect((await server.fetch('/readyz')).status).toBe(503);
    await rename(`${location}.away`, location);
    expect((await server.fetch('/readyz')).status).toBe(200);
    expect(await server.data(CREATE)).toMatchObject({ createTrace: { id: expect.any(String) } });
    await rm(location);
    expect((await server.send(CREATE)).errors).toHaveLength(1);
  });
});
