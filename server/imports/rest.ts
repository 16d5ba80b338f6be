import type { JsonObject, JsonValue } from '../json.ts';

/** What is left of some fields, those aside of which nothing is. */
export function restOf(fields: Record<string, JsonValue | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || isEmpty(value) ? [] : [[name, value]],
    ),
  );
}

function isEmpty(value: JsonValue): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
