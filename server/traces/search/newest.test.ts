import { sql } from '@prisma/client-runtime-utils';
import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../../testing/testServer.ts';
import { countTraces } from '../count.ts';
import type { TraceFilter } from '../filter.ts';
import { narrow } from './narrow.ts';
import { findNewest } from './newest.ts';

const PROMPTS = Array.from({ length: 300 }, (_, index) => {
  const words = index % 3 ? 'quick brown' : 'brown quick';
  return `${index} the ${words} ${index % 2 ? 'fox' : 'foxes'}`;
});
const IMPATIENT = { words: 60, rows: 40 };

// What each must find, looked for in the texts themselves.
const CASES: [TraceFilter, (prompt: string) => boolean][] = [
  [{ search: '"quick brown"' }, (prompt) => /quick brown/.test(prompt)],
  [{ search: '"quick brown" fox' }, (prompt) => /quick brown fox$/.test(prompt)],
  [{ search: '"brown fox"*' }, (prompt) => /brown fox/.test(prompt)],
  [{ search: 'the -fox' }, (prompt) => /foxes/.test(prompt)],
  [{ search: '-"quick brown"' }, (prompt) => /brown quick/.test(prompt)],
  [{ search: 'fox', stepCount: { min: 1 } }, (prompt) => /fox$/.test(prompt)],
  [{ stepCount: { min: 1 } }, () => true],
  [{ score: { criteria: 'baseline' } }, () => false],
];

describeOnEachDatabase('A count', (open) => {
  it('finds what is there, each of it, where patience allows', async () => {
    const { application } = await stored(await open());
    for (const [filter, isMeant] of CASES) {
      const counted = await countTraces(application.database, { filter });
      const expected = { count: PROMPTS.filter(isMeant).length, isFloor: false, lacking: 0 };
      expect([filter, counted]).toEqual([filter, expected]);
    }
  });

  it('beyond its patience is said to be a floor, and is no more than there is', async () => {
    const { application } = await stored(await open());
    for (const [filter, isMeant] of CASES) {
      const { count, isFloor } = await countTraces(application.database, {
        filter,
        patience: IMPATIENT,
      });
      expect([filter, isFloor]).toEqual([filter, true]);
      const all = PROMPTS.filter(isMeant).length;
      expect([filter, count]).not.toEqual([filter, all || Number.NaN]);
      expect(count).toBeLessThanOrEqual(Math.min(all, IMPATIENT.words + 1));
      expect(count > 0).toBe(all > 0);
    }
  });
});

describeOnEachDatabase('The newest traces of a filter', (open) => {
  it('are all that pass and were looked at, the newest first', async () => {
    const { application } = await stored(await open());
    const { database } = application;
    await database.words.catchUp();
    // By what is known of the table, PostgreSQL judges how many there are.
    if (database.provider === 'postgresql') await database.prisma.$executeRaw`ANALYZE "TraceWords"`;
    for (const [filter, isMeant] of CASES) {
      for (const patience of [undefined, IMPATIENT]) {
        const narrowed = await narrow(database, filter);
        const asked = { narrowed, limit: 1_000, patience, signal: undefined };
        const { ids, isCut } = await findNewest(database, asked);
        const rows = await database.scan<{ prompt: string }>(
          sql`SELECT prompt FROM "Trace" WHERE id IN (SELECT id FROM (${ids}) AS newest) ORDER BY id DESC`,
        );
        const meant = PROMPTS.filter(isMeant).reverse();
        const found = rows.map(({ prompt }) => prompt);
        expect([filter, isCut]).toEqual([filter, patience !== undefined]);
        expect([filter, found]).toEqual([filter, meant.slice(0, isCut ? found.length : undefined)]);
        expect(found.length > 0).toBe(meant.length > 0);
      }
    }
  });
});

async function stored(server: TestServer): Promise<TestServer> {
  const lines = PROMPTS.map((prompt) =>
    JSON.stringify({
      trace_version: '1.0',
      prompt,
      final_answer: 'none',
      steps: [{ i: 0, type: 't', content: 'c' }],
    }),
  );
  const response = await server.fetch('/traces/import', { method: 'POST', body: lines.join('\n') });
  expect(await response.json()).toMatchObject({ accepted: lines.length });
  return server;
}
