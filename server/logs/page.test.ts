import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { ended, startTraining, trainingFactory } from '../testing/training.ts';

describeOnEachDatabase('A page of a log', (openServer) => {
  const open = trainingFactory(openServer);

  it('begins after any place, holds as many lines as are asked for, and says where it ends', async () => {
    const server = await open();
    const id = await startTraining(server, 'lines=2500;lines=2500,stderr');
    await ended(server, id);
    for (const [after, first, expected] of [
      [0, 1, [1]],
      [0, 1000, range(1, 1000)],
      [999, 3, [1000, 1001, 1002]],
      [2499, 2, [2500, 2501]],
      [1234, 1000, range(1235, 2234)],
      [4990, 1000, range(4991, 5000)],
      [5000, 10, []],
      [9999, 10, []],
      [-5, 2, [1, 2]],
    ] as const) {
      const { lines, cursor } = await pageOf(server, { id, after, first });
      expect(lines.map(({ seq }) => seq)).toEqual(expected);
      expect(cursor).toBe(expected.at(-1) ?? after);
    }
    const { lines } = await pageOf(server, { id, after: 0, first: 1 });
    expect(lines).toEqual([
      { seq: 1, stream: 'STDOUT', text: 'line 1', at: expect.stringMatching(/Z$/) },
    ]);
    for (const first of [0, 1001]) {
      await expect(pageOf(server, { id, after: 0, first })).rejects.toThrow(
        /first: Expected at (least 1|most 1000)/,
      );
    }
  });

  it('of single lines, stored one by one, is as long as any', async () => {
    const server = await open();
    const id = await startTraining(server, '');
    await ended(server, id);
    await server.application.database.prisma.logChunk.createMany({
      data: range(1, 100).map((seq) => ({
        runId: id,
        firstSeq: seq,
        lastSeq: seq,
        stream: 'STDOUT' as const,
        text: `line ${seq}`,
        at: new Date(),
      })),
    });
    const { lines } = await pageOf(server, { id, after: 10, first: 80 });
    expect(lines.map(({ seq }) => seq)).toEqual(range(11, 90));
  });

  it('of long lines is short, and loses none', async () => {
    const server = await open();
    const script = Array.from({ length: 6 }, () => 'giant=400000;say=').join(';');
    const id = await startTraining(server, script);
    await ended(server, id);
    const seen: number[] = [];
    for (let after = 0; ; ) {
      const { lines, cursor } = await pageOf(server, { id, after, first: 1000 });
      if (lines.length === 0) break;
      expect(lines.length).toBeLessThan(6);
      seen.push(...lines.map(({ seq }) => seq));
      expect(lines.every(({ text }) => text.length === 400_000)).toBe(true);
      after = cursor;
    }
    expect(seen).toEqual(range(1, 6));
  });
});

type Page = { cursor: number; lines: { seq: number; text: string }[] };

async function pageOf(
  server: TestServer,
  variables: { id: string; after: number; first: number },
): Promise<Page> {
  const { run } = await server.data(
    `query ($id: ID!, $after: Int!, $first: Int!) { run(id: $id) {
      log(after: $after, first: $first) { cursor lines { seq stream text at } }
    } }`,
    variables,
  );
  return run.log;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
