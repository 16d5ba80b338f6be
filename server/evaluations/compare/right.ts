import { raw, type Sql, sql } from '@prisma/client-runtime-utils';
import type { PairGroup } from '../statistics/pairedDifference.ts';
import { verdictsOf } from '../verdicts.ts';

/** Whether a row came out right: the greater part of its samples did. */
export function isRight({ samples, correct }: PairGroup['base']): boolean {
  return 2 * correct > samples;
}

/** The same in SQL, by what a query calls the table of results. */
export function isRightIn(alias: string): Sql {
  return sql`(2 * ${correctIn(alias)} > ${verdictsOf(alias)})`;
}

/** The share of a row's samples that is correct, likewise. */
export function shareIn(alias: string): Sql {
  return sql`(CAST(${correctIn(alias)} AS DOUBLE PRECISION) / ${verdictsOf(alias)})`;
}

function correctIn(alias: string): Sql {
  return raw(`${alias}."correctCount"`);
}
