/** An object of entries that were made in a loop over all names of its type. */
export function gather<Shape extends object>(entries: Iterable<readonly [string, unknown]>): Shape {
  // TypeScript can't follow such a loop, so this is the one place that says what comes out of it.
  return Object.fromEntries(entries) as Shape;
}

/** What an object has at a path of names, such as `lora.rank`. */
export function valueAt(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => Object(inner)[name], object);
}
