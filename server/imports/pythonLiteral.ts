import { DEEPEST_JSON, type JsonValue } from '../json.ts';

/** A value as Python's `repr` writes lists, dictionaries, texts and numbers; undefined where a text is anything else. What
 * JSON has no number for, `nan` and `inf`, is a text. */
export function readPythonLiteral(text: string): JsonValue | undefined {
  const reading = { text, at: 0 };
  try {
    const value = valueAt(reading, 0);
    skipSpace(reading);
    return reading.at === text.length ? value : undefined;
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

class NoLiteral extends Error {}

type Reading = { text: string; at: number };

function valueAt(reading: Reading, depth: number): JsonValue {
  if (depth > DEEPEST_JSON) throw new NoLiteral();
  skipSpace(reading);
  const sign = reading.text[reading.at] ?? '';
  if (sign === '[') return listAt(reading, ']', depth);
  if (sign === '(') return listAt(reading, ')', depth);
  if (sign === '{') return dictionaryAt(reading, depth);
  if (sign === "'" || sign === '"') return stringAt(reading, sign);
  return wordAt(reading);
}

function listAt(reading: Reading, end: string, depth: number): JsonValue[] {
  const values: JsonValue[] = [];
  reading.at += 1;
  while (!takes(reading, end)) {
    values.push(valueAt(reading, depth + 1));
    if (!takes(reading, ',') && !isNext(reading, end)) throw new NoLiteral();
  }
  return values;
}

function dictionaryAt(reading: Reading, depth: number): JsonValue {
  const entries: [string, JsonValue][] = [];
  reading.at += 1;
  while (!takes(reading, '}')) {
    const key = valueAt(reading, depth + 1);
    if (!takes(reading, ':')) throw new NoLiteral();
    entries.push([
      typeof key === 'string' ? key : JSON.stringify(key),
      valueAt(reading, depth + 1),
    ]);
    if (!takes(reading, ',') && !isNext(reading, '}')) throw new NoLiteral();
  }
  return Object.fromEntries(entries);
}

function stringAt(reading: Reading, quote: string): string {
  const { text } = reading;
  const parts: string[] = [];
  let start = reading.at + 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === quote) {
      reading.at = at + 1;
      return parts.join('') + text.slice(start, at);
    }
    if (text[at] !== '\\') continue;
    parts.push(text.slice(start, at));
    ESCAPE.lastIndex = at;
    const found = ESCAPE.exec(text);
    if (!found) throw new NoLiteral();
    parts.push(unescaped(found));
    start = at + found[0].length;
    at = start - 1;
  }
  throw new NoLiteral();
}

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/y;

function unescaped([, byte, short, long, one = '']: RegExpExecArray): string {
  const code = Number.parseInt(byte ?? short ?? long ?? '', 16);
  if (code > 0x10_ff_ff) throw new NoLiteral();
  if (!Number.isNaN(code)) return String.fromCodePoint(code);
  const plain = PLAIN[one];
  return plain ?? `\\${one}`;
}

const PLAIN: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

const WORD = /-?[\w.+-]+/y;

function wordAt(reading: Reading): JsonValue {
  WORD.lastIndex = reading.at;
  const word = WORD.exec(reading.text)?.[0];
  if (word === undefined) throw new NoLiteral();
  reading.at += word.length;
  if (word === 'None') return null;
  if (word === 'True' || word === 'False') return word === 'True';
  if (['nan', 'inf', '-inf'].includes(word)) return word;
  if (!/^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(word)) throw new NoLiteral();
  return Number(word);
}

function isNext(reading: Reading, sign: string): boolean {
  skipSpace(reading);
  return reading.text[reading.at] === sign;
}

function takes(reading: Reading, sign: string): boolean {
  if (!isNext(reading, sign)) return false;
  reading.at += 1;
  return true;
}

function skipSpace(reading: Reading): void {
  while (/\s/.test(reading.text[reading.at] ?? '')) reading.at += 1;
}
