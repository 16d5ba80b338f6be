/** JSON as JSON Lines: a value in several lines becomes one line, a list a line for each of its items. */
export function toJsonLines(text: string): string {
  const trimmed = text.trim();
  if (!trimmed || isJson(firstLine(trimmed), 'object')) return trimmed;
  try {
    const value: unknown = JSON.parse(trimmed);
    return [value]
      .flat()
      .map((each) => JSON.stringify(each))
      .join('\n');
  } catch {
    // The server says which line is wrong, and how.
    return trimmed;
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function isJson(text: string, type: 'object'): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === type && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
