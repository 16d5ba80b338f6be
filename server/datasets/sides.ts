import { setImmediate } from 'node:timers/promises';
import { sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';
import { readRows } from '../database/rows.ts';
import { NotFoundError } from '../errors.ts';
import { TRACES, type TraceRecord } from '../traces/columns.ts';
import { canonicalValue } from '../traces/digest.ts';
import { keysOf } from '../traces/metaPath.ts';
import { questionOf } from './question.ts';
import { type SplitRule, sideOf } from './split.ts';

const ROWS_AT_ONCE = 500;

/** The side of each trace, in their order.
 * @throws NotFoundError naming the first id that is not stored */
export async function sidesOf(
  connection: DatabaseConnection,
  {
    traceIds,
    rule,
    signal,
  }: { traceIds: string[]; rule: SplitRule; signal?: AbortSignal | undefined },
): Promise<string[]> {
  const sides: string[] = [];
  for (let start = 0; start < traceIds.length; start += ROWS_AT_ONCE) {
    signal?.throwIfAborted();
    const ids = traceIds.slice(start, start + ROWS_AT_ONCE);
    const query = sql`SELECT * FROM "Trace" AS t WHERE ${connection.sql.isOneOf(sql`t."id"`, ids)}`;
    const rows = await readRows(connection, { table: TRACES, names: ASKED, query });
    const byId = new Map(rows.map((row) => [row.id, sideOf(rule, groupOf(row, rule))]));
    for (const id of ids) {
      const side = byId.get(id);
      if (side === undefined) throw new NotFoundError(`There is no trace ${id}`);
      sides.push(side);
    }
    await setImmediate();
  }
  return sides;
}

const ASKED = ['id', 'prompt', 'context', 'meta'] as const;

type Asked = Pick<TraceRecord, (typeof ASKED)[number]>;

/** What all rows of a group have in common; a row without the value is one of its question's. */
function groupOf({ prompt, context, meta }: Asked, { groupBy }: SplitRule): string {
  const value = groupBy === null ? undefined : keysOf(groupBy).reduce<unknown>(valueAt, meta);
  return value == null
    ? `question ${questionOf({ prompt, context: context ?? undefined })}`
    : `value ${canonicalValue(value)}`;
}

function valueAt(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, key)
    ? Reflect.get(object, key)
    : undefined;
}
