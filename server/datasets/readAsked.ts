import { setImmediate } from 'node:timers/promises';
import { sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';
import { readRows } from '../database/rows.ts';
import { NotFoundError } from '../errors.ts';
import { TRACES } from '../traces/columns.ts';
import type { TraceContent } from '../traces/trace.ts';

/** What traces are asked, without what they answer. */
export type Asked = Pick<TraceContent, 'prompt' | 'context' | 'meta'>;

const ROWS_AT_ONCE = 500;
const NAMES = ['id', 'prompt', 'context', 'meta'] as const;

/** Reads what traces ask, in the order of their ids, batch by batch.
 * @throws NotFoundError naming the first id that is not stored, the signal's reason when it is aborted */
export async function* readAsked(
  connection: DatabaseConnection,
  { traceIds, signal }: { traceIds: string[]; signal?: AbortSignal | undefined },
): AsyncGenerator<Asked[]> {
  for (let start = 0; start < traceIds.length; start += ROWS_AT_ONCE) {
    signal?.throwIfAborted();
    const ids = traceIds.slice(start, start + ROWS_AT_ONCE);
    const query = sql`SELECT * FROM "Trace" AS t WHERE ${connection.sql.isOneOf(sql`t."id"`, ids)}`;
    const rows = await readRows(connection, { table: TRACES, names: NAMES, query });
    const byId = new Map(rows.map((row) => [row.id, row]));
    yield ids.map((id) => {
      const row = byId.get(id);
      if (!row) throw new NotFoundError(`There is no trace ${id}`);
      return { prompt: row.prompt, context: row.context ?? undefined, meta: row.meta ?? undefined };
    });
    await setImmediate();
  }
}
