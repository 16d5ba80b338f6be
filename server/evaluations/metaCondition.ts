import { join, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Dialect } from '../database/dialect.ts';
import { metaPath } from '../traces/filter.ts';
import { keysOf } from '../traces/metaPath.ts';
import { anyText } from '../traces/trace.ts';

/** Questions with a value in their meta, or in a list there; the value as text. */
export const metaValue = z.strictObject({
  path: metaPath,
  value: anyText().max(1_000),
});

export type MetaValue = z.output<typeof metaValue>;

/** The condition on rows of `EvaluationRow` as `q`. */
export function metaCondition(dialect: Dialect, { path, value }: MetaValue): Sql {
  const isOne = scalarsWritten(value).map((scalar) =>
    dialect.jsonEquals(sql`q."meta"`, keysOf(path), scalar),
  );
  return sql`(${join(isOne, ' OR ')})`;
}

/** The scalars that are written like this: `3` is a text, and a number. */
function scalarsWritten(text: string): unknown[] {
  const others = [true, false, Number(text)].filter((scalar) => String(scalar) === text);
  return [text, ...others.filter((scalar) => !Number.isNaN(scalar))];
}
