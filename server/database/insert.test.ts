import { sql } from '@prisma/client-runtime-utils';
import { expect, it } from 'vitest';
import { describeOnEachDatabase } from '../testing/testServer.ts';
import { TRACES, type TraceRecord } from '../traces/columns.ts';

describeOnEachDatabase('Rows that are inserted together', (open) => {
  it('are stored all or none', async () => {
    const { prisma, sql: dialect } = (await open()).application.database;
    const twice = [rowOf('a'), rowOf('b'), rowOf('a')];
    await expect(dialect.insertRows(prisma, TRACES, twice)).rejects.toThrow();
    expect(await prisma.trace.count()).toBe(0);
    await dialect.insertRows(prisma, TRACES, [rowOf('a'), rowOf('b')]);
    expect(await prisma.trace.count()).toBe(2);
  });

  it('are gone with the transaction that they belong to', async () => {
    const { prisma, sql: dialect } = (await open()).application.database;
    const work = prisma.$transaction(async (transaction) => {
      await dialect.insertRows(transaction, TRACES, [rowOf('a'), rowOf('b')]);
      expect(await transaction.$queryRaw(sql`SELECT "id" FROM "Trace" ORDER BY "id"`)).toEqual([
        { id: 'a' },
        { id: 'b' },
      ]);
      throw new Error('changed its mind');
    });
    await expect(work).rejects.toThrow('changed its mind');
    expect(await prisma.trace.count()).toBe(0);
  });
});

function rowOf(id: string): TraceRecord {
  const counts = { stepCount: 1, stepChars: 2, charCount: 3, sizeBytes: 4 };
  const derived = { ...counts, digest: 'digest', rankHigh: 5, rankLow: 6 };
  const content = { traceVersion: '1', prompt: 'prompt', finalAnswer: 'answer' };
  const createdAt = new Date('2026-01-02T03:04:05.678Z');
  const absent = { source: null, expectedAnswer: null, context: null, meta: null };
  return { id, createdAt, ...derived, ...content, ...absent, steps: [], importId: null };
}
