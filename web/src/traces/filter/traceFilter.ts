import type { TraceFilter } from '../../graphql/generated/graphql.ts';

/** A value that meta must hold at a path. */
export type MetaValue = { path: string; equals: string | number | boolean | null };

/** Reads the part of an address that says which traces are meant: `search`, `source`, `meta`
 * (`path=JSON scalar`, as often as wanted), `scoreBy` (a criteria), `scoreMin`, `scoreMax`, `scoreLabel`, `stepsMin`, `stepsMax`, `from`,
 * `to`, `import`, `ids` and `except`. What can't be read is left out. */
export function traceFilterOf(query: URLSearchParams): TraceFilter {
  const search = query.get('search');
  const source = query.get('source');
  const meta = metaValuesOf(query);
  const score = scoreOf(query);
  const stepCount = rangeOf(query, 'steps', isInt);
  const createdAt = daysOf(query);
  const importId = query.get('import');
  const ids = query.get('ids')?.split(',').filter(Boolean);
  const exceptIds = query.get('except')?.split(',').filter(Boolean);
  return {
    ...(search && { search }),
    ...(source !== null && { source }),
    ...(meta.length > 0 && { meta }),
    ...(score && { score }),
    ...(stepCount && { stepCount }),
    ...(createdAt && { createdAt }),
    ...(importId && { importId }),
    ...(ids && ids.length > 0 && { ids }),
    ...(exceptIds && exceptIds.length > 0 && { exceptIds }),
  };
}

/** The criteria whose scores an address means. */
export function scoreByOf(query: URLSearchParams): string {
  return query.get('scoreBy') || 'baseline';
}

function scoreOf(query: URLSearchParams) {
  const range = rangeOf(query, 'score');
  const label = query.get('scoreLabel');
  return range || label
    ? { criteria: scoreByOf(query), ...range, ...(label && { label }) }
    : undefined;
}

/** Whether an address that says only this asks for anything. */
export function isUnderstoodFilter(name: FilterName, value: string): boolean {
  if (name === 'scoreBy') return value !== '';
  return Object.keys(traceFilterOf(new URLSearchParams([[name, value]]))).length > 0;
}

export type FilterName = (typeof FILTER_NAMES)[number];

export const FILTER_NAMES = [
  'search',
  'source',
  'meta',
  'scoreBy',
  'scoreMin',
  'scoreMax',
  'scoreLabel',
  'stepsMin',
  'stepsMax',
  'from',
  'to',
  'import',
  'ids',
  'except',
] as const;

/** The part of an address that is a filter, without what else is in it. */
export function filterQueryOf(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    FILTER_NAMES.flatMap((name) => query.getAll(name).map((value) => [name, value])),
  );
}

/** The values of meta that an address asks for. */
export function metaValuesOf(query: URLSearchParams): MetaValue[] {
  return query.getAll('meta').flatMap((text) => metaValueOf(text) ?? []);
}

/** How an address asks for a value of meta. */
export function metaText({ path, equals }: MetaValue): string {
  return `${path}=${JSON.stringify(equals)}`;
}

// A key with a dot or an equals sign in it stands in quotes.
const META = /^((?:"(?:[^"\\]|\\.)*"|[^"=])+)=(.*)$/s;

function metaValueOf(text: string): MetaValue | undefined {
  const [, path, scalar] = META.exec(text) ?? [];
  return path && scalar !== undefined ? { path, equals: scalarOf(scalar) } : undefined;
}

// By hand one writes `category=maths` without the quotes that JSON wants.
function scalarOf(text: string): MetaValue['equals'] {
  try {
    const value: unknown = JSON.parse(text);
    const isScalar =
      value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
    return isScalar ? (value as MetaValue['equals']) : text;
  } catch {
    return text;
  }
}

function rangeOf(query: URLSearchParams, name: string, isValid = Number.isFinite) {
  const min = numberOf(query.get(`${name}Min`), isValid);
  const max = numberOf(query.get(`${name}Max`), isValid);
  if (min === undefined && max === undefined) return undefined;
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

// What an `Int` of the API holds.
function isInt(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31;
}

function numberOf(text: string | null, isValid: (value: number) => boolean): number | undefined {
  const value = Number(text);
  return text?.trim() && isValid(value) ? value : undefined;
}

function daysOf(query: URLSearchParams) {
  const from = momentOf(query.get('from'), 0);
  const to = momentOf(query.get('to'), 1);
  return from || to ? { ...(from && { from }), ...(to && { to }) } : undefined;
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?$/;

/** A moment as it is, or the beginning of a day in the reader's time zone, some days later. */
function momentOf(text: string | null, daysLater: number): string | undefined {
  const [, day, time] = MOMENT.exec(text ?? '') ?? [];
  if (!text || !day || !isInCalendar(day)) return undefined;
  if (time) return isoOf(new Date(text));
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return isoOf(new Date(year, month - 1, date + daysLater));
}

/** Whether there is such a day: `Date` takes the 31st of February for one in March. */
function isInCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function isoOf(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
