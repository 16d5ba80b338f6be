import type { TraceFilter } from '../graphql/generated/graphql.ts';

/** A value that meta must hold at a path. */
export type MetaValue = { path: string; equals: string | number | boolean | null };

/**
 * Reads the part of an address that says which traces are meant: `search`, `source`, `meta` (`path=JSON scalar`, as
 * often as wanted), `scoreMin`, `scoreMax`, `stepsMin`, `stepsMax`, `from`, `to` and `ids`. What can't be read is left out.
 */
export function traceFilterOf(query: URLSearchParams): TraceFilter {
  const search = query.get('search');
  const source = query.get('source');
  const meta = metaValuesOf(query);
  const score = rangeOf(query, 'score');
  const stepCount = rangeOf(query, 'steps', Number.isInteger);
  const createdAt = daysOf(query);
  const ids = query.get('ids')?.split(',').filter(Boolean);
  return {
    ...(search && { search }),
    ...(source !== null && { source }),
    ...(meta.length > 0 && { meta }),
    ...(score && { score: { criteria: 'baseline', ...score } }),
    ...(stepCount && { stepCount }),
    ...(createdAt && { createdAt }),
    ...(ids && ids.length > 0 && { ids }),
  };
}

export const FILTER_NAMES = [
  'search',
  'source',
  'meta',
  'scoreMin',
  'scoreMax',
  'stepsMin',
  'stepsMax',
  'from',
  'to',
  'ids',
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

function metaValueOf(text: string): MetaValue | undefined {
  const at = text.indexOf('=');
  return at > 0 ? { path: text.slice(0, at), equals: scalarOf(text.slice(at + 1)) } : undefined;
}

// By hand one writes `category=maths` without the quotes that JSON wants.
function scalarOf(text: string): MetaValue['equals'] {
  try {
    const value: unknown = JSON.parse(text);
    const isScalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
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

function numberOf(text: string | null, isValid: (value: number) => boolean): number | undefined {
  const value = Number(text);
  return text?.trim() && isValid(value) ? value : undefined;
}

function daysOf(query: URLSearchParams) {
  const from = momentOf(query.get('from'), 0);
  const to = momentOf(query.get('to'), 1);
  return from || to ? { ...(from && { from }), ...(to && { to }) } : undefined;
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** A moment as it is, or the beginning of a day in the reader's time zone, some days later. */
function momentOf(text: string | null, daysLater: number): string | undefined {
  const [, year, month, day] = DAY.exec(text ?? '') ?? [];
  const moment = year
    ? new Date(Number(year), Number(month) - 1, Number(day) + daysLater)
    : new Date(text ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
