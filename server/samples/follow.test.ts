import { expect, it } from 'vitest';
import { storeEvaluation } from '../testing/evaluating.ts';
import { eventsOf } from '../testing/eventStream.ts';
import { describeOnEachDatabase } from '../testing/testServer.ts';

describeOnEachDatabase('Stored samples', (open) => {
  it('come in batches that are bounded by their length, each once', async () => {
    const server = await open();
    const { runId } = await storeEvaluation(server, { told: 'cccc.wwww' });
    await server.application.database.prisma.sample.updateMany({
      where: { runId, row: 0 },
      data: { completion: 'é'.repeat(600_000) },
    });
    const batches = await eventsOf(
      server,
      'subscription ($id: ID!) { runSamples(id: $id) { cursor samples { seq completion } } }',
      { id: runId },
    );
    const told = await Array.fromAsync(batches, ({ data }) => data.runSamples);
    expect(told.map(({ cursor }) => cursor)).toEqual([1, 2, 3, 8]);
    expect(told.flatMap(({ samples }) => samples.map(({ seq }: { seq: number }) => seq))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });
});
