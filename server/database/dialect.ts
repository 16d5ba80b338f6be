import { empty, join, raw, type Sql, sql } from '@prisma/client-runtime-utils';
import { type InsertRows, insertAsJson, insertEachRow } from './insert.ts';
import type { ColumnType } from './table.ts';
import { postgresqlQueries } from './wordIndex/postgresqlQueries.ts';
import type { WordQueries } from './wordIndex/queries.ts';
import { sqliteQueries } from './wordIndex/sqliteQueries.ts';

/** The fragments of SQL in which SQLite and PostgreSQL differ. Lists travel as one JSON parameter. */
export type Dialect = {
  /** `column` is one of the texts in a JSON array. */
  isOneOf: (column: Sql, values: string[]) => Sql;
  lower: (column: Sql) => Sql;
  contains: (text: Sql, part: string) => Sql;
  /** In a column with a JSON list of objects, the text under a key of one of them meets a condition. */
  someElement: (list: Sql, key: string, condition: (text: Sql) => Sql) => Sql;
  /** A JSON column holds a scalar at a path, or in a list there. */
  jsonEquals: (column: Sql, path: string[], value: unknown) => Sql;
  /** The JSON text at a path of a JSON column; null where there is none. */
  jsonText: (column: Sql, path: string[]) => Sql;
  /** The JSON texts of the scalars at a path of a JSON column, or in a list there, as `value`, once for each row. */
  jsonScalars: (rows: JsonRows, path: string[]) => Sql;
  /** How often a JSON column has a scalar, or a list of them, by the JSON of its keys. */
  jsonPaths: (rows: JsonRows) => Sql;
  /** The texts of some rows in order with commas between them; empty where there are none. */
  joinedTexts: (column: Sql, rows: Sql) => Sql;
  /** The band of a width that a number is in: 0 for 0 to below the width. */
  bandOf: (column: Sql, width: number) => Sql;
  /** The rows of a JSON array of two-element arrays, as `pair(key, value)`. */
  pairs: (json: string) => Sql;
  /** A column inside `asJson`: JSON nests, and a number has the digits that tell it from every other. */
  inJson: (column: Sql, type: ColumnType) => Sql;
  /** A query's rows, each an array of columns, as one JSON text in a column `json`. */
  asJson: (columns: Sql[], query: Sql) => Sql;
  words: WordQueries;
  insertRows: InsertRows;
  /** Keeps other servers from building the same dataset until the transaction ends. */
  lockKey: (key: string) => Sql | null;
  /** Looks anew at how many rows tables have and what is in them, by which queries are planned; what is being looked at is
   * passed over. */
  refreshStatistics: (tables: string[]) => Sql | null;
  /** At the end of a query: keeps other servers from locking its rows until the transaction ends. */
  locked: Sql;
};

// 0.3 divided by 0.1 is a little less than 3.
const BAND_ROUNDING = 1e-9;

/** A JSON column of the rows of a table that meet a condition. */
type JsonRows = { table: Sql; column: Sql; condition: Sql };

export const sqliteDialect: Dialect = {
  isOneOf: (column, values) =>
    sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`,
  lower: (column) => sql`lower(${column})`,
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  someElement: (list, key, condition) =>
    sql`EXISTS (SELECT 1 FROM json_each(${list}) AS element WHERE ${condition(sql`(element.value ->> ${key})`)})`,
  jsonEquals: (
    column,
    path,
    value,
  ) => sql`(${column} -> ${jsonPath(path)} = ${JSON.stringify(value)}
    OR json_type(${column}, ${jsonPath(path)}) = 'array' AND EXISTS (SELECT 1
      FROM json_each(${column}, ${jsonPath(path)}) AS item WHERE ${column} -> item.fullkey = ${JSON.stringify(value)}))`,
  jsonText: (column, path) => sql`${column} -> ${jsonPath(path)}`,
  jsonScalars: ({ table, column, condition }, path) => {
    const members = sql`json_each(${column}, ${jsonPath(path)})`;
    // The children of an object are no members of a list; of equal members one counts.
    return sql`SELECT ${column} -> item.fullkey AS value FROM ${table}, ${members} AS item
      WHERE item.type NOT IN ('object', 'array') AND json_type(${column}, ${jsonPath(path)}) <> 'object' AND ${condition}
      AND (typeof(item.key) <> 'integer' OR NOT EXISTS (SELECT 1 FROM ${members} AS earlier
        WHERE earlier.key < item.key AND earlier.type = item.type AND earlier.value IS item.value))`;
  },
  jsonPaths: ({ table, column, condition }) => sql`SELECT keys, count(*) AS count FROM (
      SELECT CASE typeof(node.key) WHEN 'integer' THEN node.path ELSE node.fullkey END AS keys
      FROM ${table}, json_tree(${column}) AS node
      WHERE node.type NOT IN ('object', 'array') AND ${condition}
    ) AS scalar GROUP BY keys ORDER BY count(*) DESC, keys`,
  joinedTexts: (column, rows) =>
    sql`(SELECT coalesce(group_concat(part, ', '), '') FROM (SELECT ${column} AS part ${rows} ORDER BY part))`,
  bandOf(column, width) {
    const quotient = sql`(${column} / ${width} + ${BAND_ROUNDING})`;
    return sql`(CAST(${quotient} AS INTEGER) - (${quotient} < CAST(${quotient} AS INTEGER)))`;
  },
  pairs: (json) =>
    sql`(SELECT value ->> 0 AS key, CAST(value ->> 1 AS INTEGER) AS value FROM json_each(${json})) AS pair`,
  inJson(column, type) {
    if (type === 'json') return sql`json(${column})`;
    if (type !== 'float8') return column;
    // Its own JSON has 15 digits, and no null comes out of `printf`.
    return sql`CASE WHEN ${column} IS NOT NULL THEN json(printf('%!.17g', ${column})) END`;
  },
  asJson: (columns, query) =>
    sql`SELECT json_group_array(json_array(${join(columns)})) AS json FROM (${query}) AS t`,
  words: sqliteQueries,
  insertRows: insertEachRow,
  // A transaction holds SQLite's only write lock from its start.
  lockKey: () => null,
  // SQLite plans by what indexes there are.
  refreshStatistics: () => null,
  locked: empty,
};

export const postgresqlDialect: Dialect = {
  isOneOf: (column, values) =>
    sql`${column} IN (SELECT json_array_elements_text(${JSON.stringify(values.filter(isStorable))}::json))`,
  lower: (column) => sql`lower((${column})::text COLLATE "C")`,
  contains: (text, part) => sql`strpos(${text}, ${part}::text) > 0`,
  someElement: (list, key, condition) =>
    sql`EXISTS (SELECT 1 FROM json_array_elements(${list}) AS element WHERE ${condition(sql`(element ->> ${key}::text)`)})`,
  jsonEquals: (column, path, value) =>
    // An index is read once for each combination of what several `ANY` may be.
    sql`(${column}::jsonb @> ${JSON.stringify(nested(path, value))}::jsonb OR ${column}::jsonb @> ${JSON.stringify(nested(path, [value]))}::jsonb)`,
  jsonText: (column, path) => sql`(${valueAt(column, path)})::text`,
  jsonScalars: ({ table, column, condition }, path) =>
    sql`SELECT item.value AS value FROM ${table}, LATERAL (SELECT DISTINCT member::text AS value
      FROM (SELECT ${valueAt(column, path)} AS whole) AS at, json_array_elements(
        CASE json_typeof(whole) WHEN 'array' THEN whole ELSE json_build_array(whole) END) AS member
      WHERE whole IS NOT NULL AND json_typeof(member) NOT IN ('object', 'array')) AS item WHERE ${condition}`,
  jsonPaths: ({ table, column, condition }) => sql`WITH RECURSIVE node(keys, value) AS (
      SELECT ARRAY[child.key], child.value FROM ${table}, json_each(${column}) AS child WHERE ${condition}
      UNION ALL SELECT node.keys || child.key, child.value FROM node,
        json_each(CASE json_typeof(node.value) WHEN 'object' THEN node.value ELSE '{}' END) AS child
    ) SELECT array_to_json(keys)::text AS keys, count(*) AS count FROM node
    WHERE json_typeof(CASE json_typeof(value) WHEN 'array' THEN value -> 0 ELSE value END) NOT IN ('object', 'array')
    GROUP BY keys ORDER BY count(*) DESC, keys`,
  joinedTexts: (column, rows) =>
    sql`(SELECT coalesce(string_agg(${column}, ', ' ORDER BY ${column}), '') ${rows})`,
  bandOf: (column, width) =>
    sql`floor(${column} / ${width}::float8 + ${BAND_ROUNDING}::float8)::integer`,
  pairs: (json) =>
    sql`(SELECT item ->> 0 AS key, (item ->> 1)::integer AS value FROM json_array_elements(${json}::json) AS item) AS pair`,
  inJson: (column) => column,
  asJson: (columns, query) =>
    sql`SELECT coalesce(json_agg(json_build_array(${join(columns)})), '[]')::text AS json FROM (${query}) AS t`,
  words: postgresqlQueries,
  insertRows: insertAsJson,
  refreshStatistics: (tables) =>
    raw(`ANALYZE (SKIP_LOCKED) ${tables.map((table) => `"${table}"`).join()}`),
  lockKey: (key) => sql`SELECT pg_advisory_xact_lock(hashtext(${key}))`,
  locked: sql`FOR UPDATE`,
};

// PostgreSQL refuses JSON with other texts, and keeps none.
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function valueAt(column: Sql, path: string[]): Sql {
  return path.reduce((value, key) => sql`${value} -> ${key}::text`, column);
}

function jsonPath(path: string[]): string {
  return `$${path.map((key) => `."${key}"`).join('')}`;
}

function nested(path: string[], value: unknown): unknown {
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}
