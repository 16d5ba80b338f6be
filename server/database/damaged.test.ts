import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleTraces } from '../examples/sampleTraces.ts';
import { silencedErrors } from '../testing/silencedErrors.ts';
import { serverFactory } from '../testing/testServer.ts';
import { toTraceJson } from '../traces/trace.ts';

const COUNT = 3_000;

describe('A database whose pages are damaged', () => {
  const openServer = serverFactory();
  const reports = silencedErrors();

  it('breaks an export off instead of ending it early, and says so to who looks for something', async () => {
    const server = await openServer();
    const lines = sampleTraces({ seed: 1, count: COUNT }).map((trace) =>
      JSON.stringify(toTraceJson(trace)),
    );
    await server.fetch('/traces/import?onDuplicate=keep', {
      method: 'POST',
      body: lines.join('\n'),
    });
    await server.restart(() => overwriteMiddle(join(server.home, 'tunix-rt.db')));
    const response = await server.fetch('/traces/export.jsonl');
    await expect(response.text()).rejects.toThrow();
    const { errors } = await server.send(
      '{ traces(first: 1, filter: { stepCount: { min: 999 } }) { totalCount } }',
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('DATABASE_DAMAGED');
    expect(reports().join('\n')).toContain('DATABASE_DAMAGED');
  });
});

async function overwriteMiddle(path: string): Promise<void> {
  const { size } = await stat(path);
  const file = await open(path, 'r+');
  try {
    await file.write(Buffer.alloc(Math.floor(size / 2), 0xff), 0, null, Math.floor(size / 4));
  } finally {
    await file.close();
  }
}
