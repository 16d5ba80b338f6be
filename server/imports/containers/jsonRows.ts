import { type JsonObject, type JsonValue, readJson } from '../../json.ts';
import { shown } from '../../parse.ts';
import type { Line } from './lines.ts';
import type { Row } from './row.ts';

/** Reads each text as a JSON object. */
export async function* readJsonRows(source: AsyncIterable<Line[]>): AsyncGenerator<Row[]> {
  for await (const lines of source) yield lines.map(rowOf);
}

function rowOf({ number, text, problem }: Line): Row {
  if (problem) return { number, problem };
  const reading = readJson(text);
  if ('problem' in reading) return { number, problem: `Expected JSON: ${reading.problem}` };
  const { value } = reading;
  if (!isObject(value)) return { number, problem: `Expected an object, got ${shown(value)}` };
  return { number, value };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
