import { z } from 'zod';
import type { Import } from '../../prisma/generated/sqlite/client.ts';
import { newId } from '../ids.ts';
import { insertTraces, toRows } from '../traces/create.ts';
import { type TraceContent, text, traceContent } from '../traces/trace.ts';
import type { ImportContext } from './importFile.ts';
import { findStoredAlone } from './storeBatch.ts';

export const importName = text(255);

export const importTracesInput = z.strictObject({
  traces: z.array(traceContent).min(1).max(1_000),
  name: importName,
});

/** Stores traces that came as a list, all or none, in the order given: a later one has a greater id. Without `keepsDuplicates`
 * those that are there are not stored again.
 * @returns the import's id, and those of the traces in the same order
 * @throws ValidationError naming the first trace that is too long */
export async function importTraces(
  { database, homeId, settings }: ImportContext,
  {
    traces,
    name,
    source,
    keepsDuplicates = true,
  }: {
    traces: TraceContent[];
    keepsDuplicates?: boolean;
  } & Pick<Import, 'name' | 'source'>,
): Promise<{ importId: string; ids: string[] }> {
  const startedAt = new Date();
  const rows = toRows(traces, settings.TRACE_MAX_BYTES);
  const importId = newId();
  const ids = await database.prisma.$transaction(async (prisma) => {
    const connection = { prisma, sql: database.sql };
    const contents = rows.map((row) => ({ row }));
    const idOf = keepsDuplicates ? new Map() : await findStoredAlone(connection, contents);
    const fresh = rows.filter(({ digest }) => !idOf.has(digest));
    const idsOfAll = rows.map(({ id, digest }): string => idOf.get(digest) ?? id);
    if (fresh.length === 0) return idsOfAll;
    await prisma.import.create({
      data: {
        id: importId,
        name,
        source,
        status: 'COMPLETED',
        home: homeId,
        isAtomic: true,
        keepsDuplicates,
        accepted: fresh.length,
        lastRow: rows.length,
        errors: [],
        startedAt,
        endedAt: new Date(),
      },
    });
    await insertTraces(
      connection,
      fresh.map((row) => ({ ...row, importId })),
    );
    return idsOfAll;
  });
  return { importId, ids };
}
