const LONGEST = 10_000;

/** A value with its long texts cut, so that a page can show it. */
export function clip<Value>(value: Value): Value {
  // A text stays a text, and all else what it was.
  return clipped(value) as Value;
}

function clipped(value: unknown): unknown {
  if (typeof value === 'string') {
    const more = value.length - LONGEST;
    return more > 0
      ? `${value.slice(0, LONGEST).toWellFormed()}… (${more} more characters)`
      : value;
  }
  if (Array.isArray(value)) return value.map(clipped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, clipped(child)]));
}
