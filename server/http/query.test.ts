import { describe, expect, it } from 'vitest';
import { serverFactory } from '../testing/testServer.ts';

describe('A route', () => {
  const open = serverFactory();

  it.for([
    ['POST', '/traces/import?Atomic=true', 'Atomic', '`atomic`, `onDuplicate`'],
    ['POST', '/traces/import?dedupe=true', 'dedupe', '`atomic`'],
    ['GET', '/traces/export.jsonl?sorce=a', 'sorce', '`source`'],
    ['GET', '/datasets/d-1/export.jsonl?fromat=trace', 'fromat', '`format`, .*`limit`'],
    ['GET', '/datasets/d-1/manifest.json?x', 'x', 'none'],
    ['GET', '/runs/x/log?Stream=stderr', 'Stream', '`stream`'],
    ['GET', '/runs/x/folder.tar?part=a', 'part', '`path`'],
    ['GET', '/healthz?verbose=1', 'verbose', 'none'],
  ])(
    '%s %s is refused for a parameter that it does not know',
    async ([method, path = '', name, known]) => {
      const server = await open();
      const response = await server.fetch(path, {
        method,
        ...(method === 'POST' ? { body: '{}' } : {}),
      });
      expect(response.status).toBe(400);
      const { issues } = await response.json();
      expect(issues).toEqual([
        {
          path: [name],
          message: expect.stringMatching(
            new RegExp(
              `^Unknown parameter "${name}": remove it or correct its name; known here: .*${known}`,
            ),
          ),
        },
      ]);
    },
  );

  it('is refused for a parameter that is there twice', async () => {
    const server = await open();
    const response = await server.fetch('/traces/import?atomic=true&atomic=false', {
      method: 'POST',
      body: '{}',
    });
    expect([response.status, (await response.json()).detail]).toEqual([
      400,
      expect.stringContaining('Expected `atomic` once, got it 2 times'),
    ]);
  });

  it('is refused for a text that no database can look for', async () => {
    const server = await open();
    const response = await server.fetch('/traces/export.jsonl?source=%00');
    expect([response.status, (await response.json()).detail]).toEqual([
      400,
      expect.stringContaining("source: A NUL character can't be stored"),
    ]);
  });
});
