import { z } from 'zod';
import type { Import } from '../../prisma/generated/sqlite/client.ts';
import { newId } from '../ids.ts';
import { insertTraces, toRows } from '../traces/create.ts';
import { type TraceContent, text, traceContent } from '../traces/trace.ts';
import type { ImportContext } from './importFile.ts';

export const importName = text(255);

export const importTracesInput = z.strictObject({
  traces: z.array(traceContent).min(1).max(1_000),
  name: importName,
});

/** Stores traces that came as a list, all or none, in the order given: a later one has a greater id.
 * @returns the import's id, and those of the traces in the same order
 * @throws ValidationError naming the first trace that is too long */
export async function importTraces(
  { database, homeId, settings }: ImportContext,
  { traces, name, source }: { traces: TraceContent[] } & Pick<Import, 'name' | 'source'>,
): Promise<{ importId: string; ids: string[] }> {
  const startedAt = new Date();
  const rows = toRows(traces, settings.TRACE_MAX_BYTES);
  const importId = newId();
  await database.prisma.$transaction(async (prisma) => {
    await prisma.import.create({
      data: {
        id: importId,
        name,
        source,
        status: 'COMPLETED',
        home: homeId,
        isAtomic: true,
        keepsDuplicates: true,
        accepted: rows.length,
        lastRow: rows.length,
        errors: [],
        startedAt,
        endedAt: new Date(),
      },
    });
    const connection = { prisma, sql: database.sql };
    await insertTraces(
      connection,
      rows.map((row) => ({ ...row, importId })),
    );
  });
  return { importId, ids: rows.map(({ id }) => id) };
}
