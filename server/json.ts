/** Nothing that a trace, a filter or a provenance may hold nests deeper. */
export const DEEPEST_JSON = 100;

/** What JSON can hold; a number too large for it was read as an infinite one. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

export type JsonObject = { [key: string]: JsonValue };

/** Reads JSON, and refuses what `JSON.parse` would lose without a word: all but the last of the values
 * that an object has under one key. Without imports, so that the page can read what is pasted by the
 * same rules. */
export function readJson(text: string): { value: JsonValue } | { problem: string } {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: syntaxProblem(error) };
  }
  const strings = countStrings(value, 0);
  if (strings === undefined) return { problem: depthProblem() };
  // Each key and each text is a literal. When there are more of them, some were lost.
  if (strings === countLiterals(text)) return { value };
  return { problem: `Expected each key once in an object, got \`${repeatedKey(text)}\` again` };
}

/** What is wrong with a value that nests deeper than JSON may; nothing when it doesn't. */
export function nestingProblem(value: unknown): string | undefined {
  return countStrings(value, 0) === undefined ? depthProblem() : undefined;
}

function depthProblem(): string {
  return `Expected JSON that nests at most ${DEEPEST_JSON} deep, got more`;
}

/** How many texts a value holds, its keys among them; nothing when it nests too deep to be walked. */
function countStrings(value: unknown, depth: number): number | undefined {
  if (typeof value === 'string') return 1;
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= DEEPEST_JSON) return undefined;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const child of Array.isArray(value) ? value : Object.values(value)) {
    const inside = countStrings(child, depth + 1);
    if (inside === undefined) return undefined;
    count += inside;
  }
  return count;
}

function countLiterals(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', start)) {
    start = endOfLiteral(text, start);
    count += 1;
  }
  return count;
}

function endOfLiteral(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}

/** The way to the first key that its object has already, in JSON that was found to be valid. */
function repeatedKey(text: string): string {
  type Level = { keys: Set<string> | undefined; key: string; index: number };
  const levels: Level[] = [];
  let isKey = false;
  for (let at = 0; at < text.length; at++) {
    const level = levels.at(-1);
    const character = text[at];
    if (character === '{') {
      levels.push({ keys: new Set(), key: '', index: 0 });
      isKey = true;
    } else if (character === '[') {
      levels.push({ keys: undefined, key: '', index: 0 });
    } else if (character === '}' || character === ']') {
      levels.pop();
      isKey = false;
    } else if (character === ',' && level) {
      isKey = level.keys !== undefined;
      level.index += 1;
    } else if (character === '"') {
      const end = endOfLiteral(text, at);
      if (isKey && level?.keys) {
        level.key = JSON.parse(text.slice(at, end));
        if (level.keys.has(level.key)) return placeOf(levels);
        level.keys.add(level.key);
      }
      isKey = false;
      at = end - 1;
    }
  }
  return '';
}

function placeOf(levels: { keys: unknown; key: string; index: number }[]): string {
  return levels
    .map(({ keys, key, index }) => (keys ? `.${key}` : `[${index}]`))
    .join('')
    .replace(/^\./, '');
}

/** A parser's words, with the place in characters and nothing in them that can't be seen. */
function syntaxProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/ (?:in JSON )?at position (\d+)(?: \(line \d+ column \d+\))?/, (_, position) => {
      return ` at character ${Number(position) + 1}`;
    })
    .replace(/[^\P{C}\n]|[^\P{Z} ]/gu, (character) => {
      return `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0')}`;
    })
    .replaceAll('\n', ' ');
}
