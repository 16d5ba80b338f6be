import { sql } from '@prisma/client-runtime-utils';
import { expect, it } from 'vitest';
import { describeOnEachDatabase } from '../testing/testServer.ts';
import type { Value } from './insert.ts';

describeOnEachDatabase('Rows that are inserted together', (open) => {
  it('are stored all or none', async () => {
    const { prisma, sql: dialect } = (await open()).application.database;
    const twice = [rowOf('a'), rowOf('b'), rowOf('a')];
    await expect(dialect.insertRows(prisma, 'Trace', twice)).rejects.toThrow();
    expect(await prisma.trace.count()).toBe(0);
    await dialect.insertRows(prisma, 'Trace', [rowOf('a'), rowOf('b')]);
    expect(await prisma.trace.count()).toBe(2);
  });

  it('are gone with the transaction that they belong to', async () => {
    const { prisma, sql: dialect } = (await open()).application.database;
    const work = prisma.$transaction(async (transaction) => {
      await dialect.insertRows(transaction, 'Trace', [rowOf('a'), rowOf('b')]);
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

function rowOf(id: string): Value[] {
  const numbers = [1, 2, 3, 4];
  const at = '2026-01-02T03:04:05.678+00:00';
  return [id, at, '1', null, ...numbers, 'digest', 5, 6, 'prompt', 'answer', null, '[]'];
}
