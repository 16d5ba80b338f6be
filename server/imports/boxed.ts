/** What the last `\boxed{…}` of a text holds, its braces balanced; undefined where there is none. */
export function lastBoxed(text: string): string | undefined {
  const mark = '\\boxed{';
  const start = text.lastIndexOf(mark);
  if (start < 0) return undefined;
  let depth = 1;
  for (let at = start + mark.length; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    if (depth === 0) return text.slice(start + mark.length, at).trim() || undefined;
  }
  return undefined;
}
