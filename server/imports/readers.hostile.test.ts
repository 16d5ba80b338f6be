import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../json.ts';
import { traceJson } from '../traces/trace.ts';
import { isObject, type Reader, type TraceDraft, UnreadableRow } from './reader.ts';
import { READERS, recognise } from './readers.ts';
import { SPLITTINGS } from './splitting.ts';
import { formatOf, objectsOfFile, SAMPLE_FILES } from './testing/sampleFiles.ts';
import { toTraceForm } from './toTraceForm.ts';

const samples: { file: string; row: JsonObject }[] = [];
for (const file of SAMPLE_FILES) {
  for (const row of await objectsOfFile(file)) samples.push({ file, row });
}

const deep = (depth: number): JsonValue => (depth === 0 ? 'x' : [{ messages: deep(depth - 1) }]);
const HOSTILE: (JsonValue | undefined)[] = [
  undefined,
  null,
  '',
  ' \n',
  0,
  -1,
  1e300,
  true,
  [],
  {},
  [null],
  [[]],
  [{}],
  { role: 'constructor', from: '__proto__', type: 'toString' },
  { toString: 0, valueOf: 0, toJSON: 0, length: 1 },
  deep(30),
  '<think>'.repeat(300),
  '[{"role": "user", "content": "x"}]',
  '{"a": [1,',
  "[{'role': 'user', 'content': nan}]",
];

describe('Every row of a known format', () => {
  it.for(SAMPLE_FILES)('%s holds is known by it', async (file) => {
    const [first, ...others] = await objectsOfFile(file);
    const reader = first && recognise(first);
    expect(reader?.name).toBe(formatOf(file));
    for (const row of others) expect((reader?.takes ?? reader?.recognises)?.(row)).toBe(true);
  });

  it('has a sample file', () => {
    expect(new Set(SAMPLE_FILES.map(formatOf))).toEqual(new Set(READERS.map(({ name }) => name)));
  });

  it.for(samples)('becomes traces that can be stored: $file', ({ file, row }) => {
    for (const splitting of SPLITTINGS) {
      const drafts = readerOf(file).read(row, { splitting });
      expect(drafts.length).toBeGreaterThan(0);
      for (const draft of drafts) {
        expect(traceJson.safeParse(toTraceForm(draft)).error?.issues).toBeUndefined();
        for (const { step } of draft.scores ?? []) {
          expect(step ?? -1).toBeLessThan(draft.steps.length);
        }
      }
    }
  });

  it.for(samples)('keeps a field that nobody knows, wherever it stands: $file', ({ file, row }) => {
    for (const path of objectPaths(row)) {
      const odd = changed(row, [...path, 'nobody_knows'], 'kept');
      expect(
        JSON.stringify(readerOf(file).read(odd, { splitting: 'auto' })),
        path.join('.'),
      ).toContain('kept');
    }
  });

  it.for(samples)('keeps every text, wherever it stands: $file', ({ file, row }) => {
    for (const path of allPaths(row)) {
      const text = at(row, path);
      if (typeof text !== 'string') continue;
      const told = attempt(readerOf(file), changed(row, path, `${text} kept`));
      expect(told === undefined || JSON.stringify(told).includes('kept'), path.join('.')).toBe(
        true,
      );
    }
  });

  it.for(samples)(
    'is read or refused with a reason, whatever stands in it: $file',
    ({ file, row }) => {
      for (const path of allPaths(row)) {
        for (const value of HOSTILE) attempt(readerOf(file), changed(row, path, value));
      }
    },
  );

  it('is read or refused with a reason by every other reader', () => {
    for (const { row } of samples) {
      for (const reader of READERS) attempt(reader, row);
    }
    for (const reader of READERS) attempt(reader, {});
  });
});

function readerOf(file: string): Reader {
  const reader = READERS.find(({ name }) => name === formatOf(file));
  if (!reader) throw new Error(`No reader is called ${formatOf(file)}`);
  return reader;
}

/** A reader may be asked about any row, and may refuse any; it tells whole traces, or one reason. */
function attempt(reader: Reader, row: JsonObject): TraceDraft[] | undefined {
  reader.recognises(row);
  reader.takes?.(row);
  try {
    const drafts = reader.read(row, { splitting: 'auto' });
    if (drafts.length === 0) throw new Error(`${reader.name} made nothing of a row`);
    for (const draft of drafts) check(draft);
    return drafts;
  } catch (error) {
    if (!(error instanceof UnreadableRow)) {
      throw new Error(`${reader.name} broke on ${JSON.stringify(row)}`, { cause: error });
    }
    return undefined;
  }
}

function check({
  prompt,
  finalAnswer,
  expectedAnswer,
  steps,
  context,
  meta,
  scores,
}: TraceDraft): void {
  const texts = [
    prompt,
    finalAnswer,
    expectedAnswer ?? '',
    ...steps.flatMap(({ type, content }) => [type, content]),
    ...(context ?? []).map(({ content }) => content),
    ...(scores ?? []).map(({ criteria, label, explanation }) =>
      [criteria, label, explanation].join(),
    ),
  ];
  expect(texts.every((text) => typeof text === 'string')).toBe(true);
  expect((scores ?? []).every(({ score }) => Number.isFinite(score))).toBe(true);
  expect(isObject(meta)).toBe(true);
}

type Path = (string | number)[];

function allPaths(value: JsonValue, path: Path = []): Path[] {
  const own = path.length > 0 ? [path] : [];
  if (typeof value !== 'object' || value === null) return own;
  const entries: [string | number, JsonValue][] = Array.isArray(value)
    ? value.map((one, index) => [index, one])
    : Object.entries(value);
  return [...own, ...entries.flatMap(([name, one]) => allPaths(one, [...path, name]))];
}

function objectPaths(row: JsonObject): Path[] {
  return [[], ...allPaths(row)].filter((path) => isObject(at(row, path)));
}

function at(value: JsonValue, path: Path): JsonValue {
  return path.reduce((inside: JsonValue, name) => Object(inside)[name], value);
}

/** A row with one value put in its place; left out where it is undefined. */
function changed(row: JsonObject, path: Path, value: JsonValue | undefined): JsonObject {
  const copy = structuredClone(row);
  const name = path.at(-1);
  const parent = Object(at(copy, path.slice(0, -1)));
  if (name === undefined) return copy;
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(name), 1);
  else if (value === undefined) delete parent[name];
  else parent[name] = value;
  return copy;
}
