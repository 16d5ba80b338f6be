import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const COMPARE = `query ($baseId: ID!, $otherId: ID!) {
  compareTraces(baseId: $baseId, otherId: $otherId) {
    ... on TraceComparison {
      base { trace { id prompt } score { score details } }
      other { trace { id prompt } score { score details } }
    }
    ... on Error { code message }
  }
}`;

describeOnEachDatabase('Comparing two traces', (open) => {
  it('scores both as of now, and stores no score', async () => {
    const server = await open();
    const [baseId, otherId] = await importTraces(server);
    const { compareTraces } = await server.data(COMPARE, { baseId, otherId });
    expect(compareTraces).toEqual({
      base: {
        trace: { id: baseId, prompt: 'short' },
        score: {
          score: 5.1,
          details: {
            step_count: 1,
            avg_step_length: 1,
            total_chars: 1,
            step_score: 5,
            length_score: 0.1,
          },
        },
      },
      other: {
        trace: { id: otherId, prompt: 'long' },
        score: { score: 100, details: expect.objectContaining({ step_count: 10 }) },
      },
    });
    expect(await server.application.database.prisma.score.count()).toBe(0);
  });

  it('takes the same trace for both', async () => {
    const server = await open();
    const [id] = await importTraces(server);
    const { compareTraces } = await server.data(COMPARE, { baseId: id, otherId: id });
    expect(compareTraces.other).toEqual(compareTraces.base);
  });

  it('says which of them is not stored, the base first', async () => {
    const server = await open();
    const [id] = await importTraces(server);
    const messageFor = async (baseId: unknown, otherId: unknown) =>
      (await server.data(COMPARE, { baseId, otherId })).compareTraces;
    const missing = (message: string) => ({ code: 'NOT_FOUND', message });
    expect(await messageFor('nobody', id)).toEqual(missing('Base trace "nobody" not found'));
    expect(await messageFor(id, 'nobody')).toEqual(missing('Other trace "nobody" not found'));
    expect(await messageFor('this', 'that')).toEqual(missing('Base trace "this" not found'));
  });
});

async function importTraces(server: TestServer): Promise<string[]> {
  const contents = { short: ['x'], long: Array.from({ length: 10 }, () => 'x'.repeat(500)) };
  const traces = Object.entries(contents).map(([prompt, steps]) => ({
    traceVersion: '1.0',
    prompt,
    finalAnswer: 'answer',
    steps: steps.map((content, i) => ({ i, type: 'think', content })),
  }));
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces } },
  );
  return data.importTraces.ids;
}
