import { expect, it } from 'vitest';
import { serverProcessFactory } from '../../testing/serverProcess.ts';

const servers = serverProcessFactory();

it('finds exactly what is stored after the server was killed in the middle of an import', async () => {
  const home = await servers.home();
  const first = await servers.start(home);
  const import_ = first.fetch('/traces/import', {
    method: 'POST',
    body: linesUntilKilled(),
    duplex: 'half',
  } as RequestInit);
  const isBrokenOff = import_.then(
    () => false,
    () => true,
  );
  // Some are stored, and some of those are indexed.
  await expect
    .poll(() => countOf(first, '{ search: "common" }'), { timeout: 60_000 })
    .toBeGreaterThan(0);
  await first.end('SIGKILL');
  expect(await isBrokenOff).toBe(true);

  const second = await servers.start(home);
  const stored = await countOf(second, '{}');
  expect(stored).toBeGreaterThan(0);
  expect(stored).toBeLessThan(4_500);
  await expect.poll(() => countOf(second, '{ search: "common" }')).toBe(stored);
  expect(await countOf(second, '{ search: "odd" }')).toBe(stored / 2);
});

async function countOf(
  server: { data: (query: string) => Promise<{ traces: Count }> },
  filter: string,
) {
  return (await server.data(`{ traces(first: 1, filter: ${filter}) { totalCount } }`)).traces
    .totalCount;
}

type Count = { totalCount: number };

/** Some lines of a file whose sender goes on, but says nothing more. */
function linesUntilKilled(): ReadableStream<Uint8Array> {
  const lines = Array.from({ length: 4_500 }, (_, index) => line(index));
  return new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(`${lines.join('\n')}\n`));
    },
  });
}

function line(index: number): string {
  const prompt = `common ${index} ${index % 2 ? 'odd' : 'even'}`;
  return JSON.stringify({ trace_version: '1.0', prompt, final_answer: 'a', steps: [] });
}
