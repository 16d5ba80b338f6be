// Without imports, so that the page names what the server finds.

/** The longest way to a value in meta, in UTF-16 units. */
export const LONGEST_META_PATH = 256;

/** Keys with dots between them; one with a dot, or with `=`, stands in double quotes. */
export const META_PATH = /^(?:"[^"\\\0]*"|[^."\\\0]+)(?:\.(?:"[^"\\\0]*"|[^."\\\0]+))*$/;

export function keysOf(path: string): string[] {
  return (path.match(/"[^"]*"|[^."]+/g) ?? []).map((key) => key.replace(/^"(.*)"$/s, '$1'));
}

/** The path of keys; nothing where one holds a quote, a backslash or NUL, or the path gets too long. */
export function pathOf(keys: string[]): string | undefined {
  if (keys.some((key) => /["\\\0]/.test(key))) return undefined;
  const path = keys.map((key) => (/[.=]|^$/.test(key) ? `"${key}"` : key)).join('.');
  return path.length <= LONGEST_META_PATH ? path : undefined;
}
