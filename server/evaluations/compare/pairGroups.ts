import { sql } from '@prisma/client-runtime-utils';
import type { Database } from '../../database/open.ts';
import type { PairGroup } from '../statistics/pairedDifference.ts';
import { verdictsOf } from '../verdicts.ts';
import { pairedResults, type Sides } from './sides.ts';

/** How many rows did each alike on both sides: a handful, however many rows there are. */
export async function pairGroups(
  { scan }: Pick<Database, 'scan'>,
  sides: Sides,
  signal?: AbortSignal | undefined,
): Promise<PairGroup[]> {
  type Counts = Record<'rows' | 'baseOf' | 'baseCorrect' | 'otherOf' | 'otherCorrect', number>;
  const groups = await scan<Counts>(
    sql`SELECT count(*) AS "rows", ${verdictsOf('b')} AS "baseOf", b."correctCount" AS "baseCorrect",
        ${verdictsOf('o')} AS "otherOf", o."correctCount" AS "otherCorrect"
      ${pairedResults(sides)} GROUP BY 2, 3, 4, 5`,
    signal,
  );
  return groups.map(({ rows, baseOf, baseCorrect, otherOf, otherCorrect }) => ({
    rows: Number(rows),
    base: { samples: Number(baseOf), correct: Number(baseCorrect) },
    other: { samples: Number(otherOf), correct: Number(otherCorrect) },
  }));
}
