import type { JsonObject, JsonValue } from '../../json.ts';
import type { TraceContent } from '../../traces/trace.ts';
import { fieldPathOf } from '../mapping/fieldPath.ts';
import type { DraftScore } from '../reader.ts';
import type { Field, Place } from './shape.ts';

type Made = { content: TraceContent; scores: DraftScore[] };

const SAMPLE_LENGTH = 120;
const MOST_FIELDS = 200;
const DEEPEST = 3;
const WORTH_FINDING = 3;
// Further on, a reader may have taken marks out of it.
const BEGINNING = 16;

/** The fields of a row, each with the parts of its traces that hold its texts: found by what they hold, so that it is
 * true of every reader. A field that went nowhere has no place. */
export function findPlaces(row: JsonObject, traces: Made[]): Field[] {
  const parts = partsOf(traces);
  return leavesOf(row, [])
    .slice(0, MOST_FIELDS)
    .map(({ keys, value }) => ({
      path: fieldPathOf(keys),
      sample: sampleOf(value),
      places: placesOf(keys, { value, parts, traces }),
    }));
}

/** The fields of a row, those of its objects among them, and of the first and the last item of a list of objects. */
function leavesOf(row: JsonObject, before: string[]): { keys: string[]; value: JsonValue }[] {
  return Object.entries(row).flatMap(([key, value]) => {
    const keys = [...before, key];
    if (isObject(value) && keys.length < DEEPEST) return leavesOf(value, keys);
    const own = [{ keys, value }];
    if (!Array.isArray(value) || keys.length >= DEEPEST) return own;
    const ends = value.length > 1 ? ['0', '-1'] : ['0'];
    return [
      ...own,
      ...ends.flatMap((index) => {
        const item = value.at(Number(index));
        return item !== undefined && isObject(item) ? leavesOf(item, [...keys, index]) : [];
      }),
    ];
  });
}

function partsOf(traces: Made[]): [Place, string[]][] {
  const of = (read: (content: TraceContent) => string[]) =>
    traces.flatMap(({ content }) => read(content)).map((text) => text.trim());
  return [
    ['prompt', of(({ prompt }) => [prompt])],
    ['context', of(({ context }) => context?.map(({ content }) => content) ?? [])],
    ['steps', of(({ steps }) => steps.map(({ content }) => content))],
    ['final_answer', of(({ finalAnswer }) => [finalAnswer])],
    ['expected_answer', of(({ expectedAnswer }) => [expectedAnswer ?? ''])],
  ];
}

function placesOf(
  keys: string[],
  { value, parts, traces }: { value: JsonValue; parts: [Place, string[]][]; traces: Made[] },
): Place[] {
  const texts = textsOf(value).map((text) => text.trim());
  const placesThat = (meets: (text: string, part: string) => boolean) =>
    parts.flatMap(([place, held]) =>
      held.some((part) => texts.some((text) => text !== '' && part !== '' && meets(text, part)))
        ? [place]
        : [],
    );
  const equal = typeof value === 'object' ? [] : placesThat((text, part) => text === part);
  const inTexts = equal.length > 0 ? equal : placesThat(holds);
  const [first = ''] = keys;
  const isInMeta = traces.some(({ content: { meta = {} } }) =>
    [first, keys.at(-1) ?? ''].some((key) => Object.hasOwn(meta, key)),
  );
  const isScore = traces.some(({ scores }) =>
    scores.some(({ criteria }) => criteria === keys.at(-1) || criteria === first),
  );
  return [
    ...inTexts,
    ...(isInMeta ? (['meta'] as const) : []),
    ...(isScore ? (['scores'] as const) : []),
  ];
}

/** Whether a field's text has a part of a trace in it, or how that begins, or is within it. */
function holds(text: string, part: string): boolean {
  if (text === part || text.endsWith(` ${part}`)) return true;
  return (
    (part.length >= WORTH_FINDING && text.includes(part.slice(0, BEGINNING))) ||
    (text.length >= WORTH_FINDING && part.includes(text))
  );
}

function textsOf(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (value === null) return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsOf);
}

function sampleOf(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const start = text.slice(0, SAMPLE_LENGTH).toWellFormed().replace(/\s+/g, ' ').trim();
  return text.length > SAMPLE_LENGTH ? `${start}…` : start;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
