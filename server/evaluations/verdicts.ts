import { join, raw, type Sql } from '@prisma/client-runtime-utils';
import type { RowResult } from '../../prisma/generated/sqlite/client.ts';

/** What counts as a verdict on a sample: an error makes the samples of a row fewer, never wrong. */
const VERDICTS = ['correctCount', 'wrongCount', 'noAnswerCount', 'cutOffCount'] as const;

/** How many samples of a row got a verdict. */
export function countVerdicts(row: Pick<RowResult, (typeof VERDICTS)[number]>): number {
  return VERDICTS.reduce((sum, name) => sum + row[name], 0);
}

/** The same in SQL, by what a query calls the table of results. */
export function verdictsOf(alias: string): Sql {
  return join(
    VERDICTS.map((name) => raw(`${alias}."${name}"`)),
    ' + ',
    '(',
    ')',
  );
}
