import type { JsonObject, JsonValue } from '../../json.ts';

// Without imports of code, so that the page names what the server finds.

/** Keys with dots between them, `messages[0].content`, `messages.0.content`; from the end of a list `[-1]`. A key with a
 * dot or a bracket stands in double quotes. */
export const FIELD_PATH =
  /^(?:"[^"\\\0]*"|[^."[\]\\\0]+)(?:\.(?:"[^"\\\0]*"|[^."[\]\\\0]+)|\[-?\d+\])*$/;

export const LONGEST_FIELD_PATH = 256;

export function partsOf(path: string): string[] {
  const parts = path.match(/"[^"]*"|\[-?\d+\]|[^."[\]]+/g) ?? [];
  return parts.map((part) => part.replace(/^(?:"(.*)"|\[(-?\d+)\])$/s, '$1$2'));
}

/** The path of keys as it is written. */
export function fieldPathOf(parts: readonly string[]): string {
  return parts
    .map((part, index) => {
      const isPlain = part !== '' && !/[."[\]]/.test(part);
      return `${index === 0 ? '' : '.'}${isPlain ? part : `"${part}"`}`;
    })
    .join('');
}

/** What stands at a path of a row; nothing where there is none. */
export function valueAt(row: JsonObject, parts: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = row;
  for (const part of parts) value = childOf(value, part);
  return value;
}

/** A row without what stands at some paths; items of lists stay, so that the others keep their places. */
export function withoutPaths(row: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  const left = Object.entries(row).flatMap(([key, value]) => {
    const beyond = paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
    if (value === null || beyond.some((rest) => rest.length === 0)) return [];
    if (beyond.length === 0 || !isObject(value)) return [[key, value] as const];
    const inside = withoutPaths(value, beyond);
    return Object.keys(inside).length > 0 ? [[key, inside] as const] : [];
  });
  return Object.fromEntries(left);
}

/** Puts a value at a path of an object. */
export function putAt(
  target: JsonObject,
  { parts, value }: { parts: readonly string[]; value: JsonValue },
): JsonObject {
  const [first, ...rest] = parts;
  if (first === undefined) return target;
  const inside = Object.hasOwn(target, first) ? target[first] : undefined;
  const child =
    rest.length > 0
      ? putAt(inside !== undefined && isObject(inside) ? inside : {}, { parts: rest, value })
      : value;
  return Object.fromEntries([...Object.entries(target), [first, child]]);
}

function childOf(value: JsonValue | undefined, part: string): JsonValue | undefined {
  if (Array.isArray(value)) return /^-?\d+$/.test(part) ? value.at(Number(part)) : undefined;
  if (value === undefined || !isObject(value)) return undefined;
  return Object.hasOwn(value, part) ? value[part] : undefined;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
