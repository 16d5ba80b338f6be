import { expect, it } from 'vitest';
import { storeEvaluation } from '../testing/evaluating.ts';
import { describeOnEachDatabase } from '../testing/testServer.ts';

describeOnEachDatabase('A page of long samples', (open) => {
  it.for([
    [
      'samples',
      'samples(first: 3, after: $after) { cursor list: samples { seq completion } }',
      'String',
      null,
      [1, 2, 1],
    ],
    [
      'rows',
      'rows(first: 3, after: $after) { cursor list: rows { samples { seq completion } } }',
      'Int!',
      -1,
      [1, 1],
    ],
  ] as const)(
    'of %s is shorter, and the next goes on from it',
    async ([field, asked, type, start, lengths]) => {
      const server = await open();
      const { id, runId } = await storeEvaluation(server, { told: 'cc.ww' });
      await server.application.database.prisma.sample.updateMany({
        where: { runId, row: 0 },
        data: { completion: 'x'.repeat(7_900_000) },
      });
      await server.application.database.prisma.sample.updateMany({
        where: { runId, row: 1 },
        data: { completion: 'x'.repeat(90_000) },
      });
      const pages: number[] = [];
      for (let after: unknown = start; ; ) {
        const { evaluation } = await server.data(
          `query ($id: ID!, $after: ${type}) { evaluation(id: $id) { ${asked} } }`,
          { id, after },
        );
        pages.push(evaluation[field].list.length);
        after = evaluation[field].cursor;
        if (after === null) break;
      }
      expect(pages).toEqual(lengths);
    },
  );
});
