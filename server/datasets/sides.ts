import type { DatabaseConnection } from '../database/open.ts';
import { canonicalValue } from '../traces/digest.ts';
import { keysOf } from '../traces/metaPath.ts';
import { questionOf } from './question.ts';
import { type Asked, readAsked } from './readAsked.ts';
import { type SplitRule, sideOf } from './split.ts';

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
  for await (const rows of readAsked(connection, { traceIds, signal })) {
    sides.push(...rows.map((row) => sideOf(rule, groupOf(row, rule))));
  }
  return sides;
}

/** What all rows of a group have in common; a row without the value is one of its question's. */
function groupOf(row: Asked, { groupBy }: SplitRule): string {
  const value = groupBy === null ? undefined : keysOf(groupBy).reduce<unknown>(valueAt, row.meta);
  return value == null ? `question ${questionOf(row)}` : `value ${canonicalValue(value)}`;
}

function valueAt(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, key)
    ? Reflect.get(object, key)
    : undefined;
}
