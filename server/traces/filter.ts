import { join, raw, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Dialect } from '../database/dialect.ts';
import { META } from './columns.ts';
import { type Folding, foldingOf } from './fold.ts';
import { keysOf, LONGEST_META_PATH, META_PATH } from './metaPath.ts';
import { isNewestScore } from './newestScore.ts';
import { searchedTerms } from './search/terms.ts';
import { anyText, TRACE_LIMITS, text } from './trace.ts';

/** The way to a value in meta: keys with dots between them. */
export const metaPath = anyText()
  .regex(
    META_PATH,
    'Expected a path of keys with dots between them, such as `task.kind` or `"top.k".value`, without quotes or backslashes in a key',
  )
  .max(LONGEST_META_PATH);

const LONGEST_SEARCH = 10_000;

/** What is searched for: any text. What no database can hold of it is no part of a word. */
export const searchText = z
  .string()
  .refine((text) => text.length > 0 && text.length <= LONGEST_SEARCH, {
    error: ({ input }) => `Expected 1 to ${LONGEST_SEARCH} characters, got ${String(input).length}`,
  })
  .transform((text) => text.toWellFormed().replaceAll('\0', ' '));

const scalar = z.union([anyText(), z.number(), z.boolean(), z.null()], {
  error: 'Expected a JSON scalar: a string, a number, true, false or null',
});

const range = <Value extends z.ZodType>(value: Value) =>
  z
    .strictObject({ min: value.nullish(), max: value.nullish() })
    .refine(
      ({ min, max }) => min == null || max == null || min <= max,
      'Expected `min` not to be above `max`',
    );

/** Whole numbers from one to another, both included; an end that is not given is open. */
export const intRange = range(z.int());

/** Which traces are meant; all parts that are given must hold. */
export const traceFilter = z.strictObject({
  ids: z.array(z.string()).max(100_000).nullish(),
  exceptIds: z.array(z.string()).max(100_000).nullish(),
  source: anyText().nullish(),
  meta: z
    .array(z.strictObject({ path: metaPath, equals: scalar }))
    .max(20)
    .nullish(),
  score: range(z.number())
    .safeExtend({ criteria: text(64), label: text(200).nullish() })
    .nullish(),
  stepCount: intRange.nullish(),
  createdAt: z.strictObject({ from: z.date().nullish(), to: z.date().nullish() }).nullish(),
  search: searchText.nullish(),
  importId: z.string().nullish(),
});

export type TraceFilter = z.input<typeof traceFilter>;

/** The condition on rows of the trace table, under the name `t`, that a filter stands for. */
export function filterCondition(dialect: Dialect, filter: TraceFilter | null | undefined): Sql {
  const conditions = filter ? [...filterConditions(dialect, filter)] : [];
  return conditions.length > 0 ? join(conditions, ' AND ') : sql`1 = 1`;
}

function* filterConditions(dialect: Dialect, filter: TraceFilter): Generator<Sql> {
  const { ids, exceptIds, source, meta, score, stepCount, createdAt, search, importId } = filter;
  if (ids) yield dialect.isOneOf(sql`t."id"`, ids);
  if (exceptIds) yield sql`NOT (${dialect.isOneOf(sql`t."id"`, exceptIds)})`;
  if (importId != null) yield sql`t."importId" = ${importId}`;
  if (source != null) {
    yield source.length > TRACE_LIMITS.indexedSource
      ? dialect.jsonEquals(META, ['source'], source)
      : sql`t."source" = ${source}`;
  }
  for (const { path, equals } of meta ?? []) yield dialect.jsonEquals(META, keysOf(path), equals);
  if (score) {
    const inRange = join(
      [
        sql`s."traceId" = t."id"`,
        ...withinRange(sql`s."score"`, score),
        ...(score.label == null ? [] : [sql`s."label" = ${score.label}`]),
      ],
      ' AND ',
    );
    yield sql`EXISTS (SELECT 1 FROM "Score" AS s WHERE ${isNewestScore(sql`s`, score.criteria)} AND ${inRange})`;
  }
  if (stepCount) yield* withinRange(sql`t."stepCount"`, stepCount);
  // An id begins with its moment, so a range of moments is a range of the primary key.
  if (createdAt?.from) yield sql`t."id" >= ${firstIdAt(createdAt.from)}`;
  if (createdAt?.to) yield sql`t."id" < ${firstIdAt(createdAt.to)}`;
  const terms = search ? searchedTerms(search) : [];
  if (terms.length > 0) yield dialect.words.holds(sql`t."id"`, terms);
}

/** A column contains a text, in either letter case and with accents composed or not. */
export function containsFolded(dialect: Dialect, column: Sql, text: string): Sql {
  const folding = foldingOf(text);
  return dialect.contains(foldedColumn(dialect, column, folding), folding.needle);
}

// SQLite parses calls within calls to a depth of less than thirty.
const DEEPEST = 15;

function foldedColumn(dialect: Dialect, column: Sql, { replacements }: Folding): Sql {
  const replaced = (text: Sql, from: number) =>
    replacements
      .slice(from, from + DEEPEST)
      .reduce((inner, [old, other]) => sql`replace(${inner}, ${old}, ${other})`, text);
  const first = replaced(dialect.lower(column), 0);
  const stages = Math.ceil(replacements.length / DEEPEST);
  if (stages <= 1) return first;
  const name = (stage: number) => raw(`folded_${stage}`);
  const tables = Array.from({ length: stages }, (_, stage) =>
    stage === 0
      ? sql`${name(0)}(text) AS (SELECT ${first})`
      : sql`${name(stage)}(text) AS (SELECT ${replaced(sql`text`, stage * DEEPEST)} FROM ${name(stage - 1)})`,
  );
  return sql`(WITH ${join(tables)} SELECT text FROM ${name(stages - 1)})`;
}

function* withinRange(
  column: Sql,
  { min, max }: { min?: number | null | undefined; max?: number | null | undefined },
): Generator<Sql> {
  if (min != null) yield sql`${column} >= ${min}`;
  if (max != null) yield sql`${column} <= ${max}`;
}

/** The least UUIDv7 of a moment. */
function firstIdAt(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, '0').slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
