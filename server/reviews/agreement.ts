import { sql } from '@prisma/client-runtime-utils';
import type { Review } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { type Agreement, kappaOf } from '../scores/agreement.ts';
import { optionsOf, PAIR_CHOICES } from './scale.ts';

/** How far two reviewers agree on the items that both judged. */
export type ReviewAgreement = Agreement & {
  first: string;
  second: string;
  /** What can be said; of a range, what was. */
  labels: string[];
  /** How often the first said the label of the row and the second that of the column. */
  table: number[][];
  /** Why there is no κ. */
  note: string | null;
};

type Cell = { first: string; second: string; one: string; other: string; count: number | bigint };

/** The agreement of each two reviewers of a review who judged an item both, by name. */
export async function agreementsOf({ scan }: Database, review: Review): Promise<ReviewAgreement[]> {
  const cells = await scan<Cell>(sql`
    SELECT a."reviewer" AS first, b."reviewer" AS second, a."choice" AS one, b."choice" AS other, count(*) AS count
    FROM "ReviewVerdict" AS a JOIN "ReviewVerdict" AS b
      ON b."reviewId" = a."reviewId" AND b."position" = a."position" AND b."reviewer" <> a."reviewer"
    WHERE a."reviewId" = ${review.id} AND a."choice" IS NOT NULL AND b."choice" IS NOT NULL
    GROUP BY a."reviewer", b."reviewer", a."choice", b."choice"`);
  const labels = labelsOf(review, cells);
  const pairs = Map.groupBy(
    cells.filter(({ first, second }) => first < second),
    ({ first, second }) => JSON.stringify([first, second]),
  );
  return [...pairs]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, some]) => agreementOf(some, labels));
}

function agreementOf(cells: Cell[], labels: string[]): ReviewAgreement {
  const [{ first, second } = { first: '', second: '' }] = cells;
  const counts = new Map(cells.map(({ one, other, count }) => [`${one}\n${other}`, Number(count)]));
  const table = labels.map((one) => labels.map((other) => counts.get(`${one}\n${other}`) ?? 0));
  const found = kappaOf(table);
  const note =
    found.kappa === null
      ? 'κ is not defined: both said one and the same of every item, so nothing tells agreement from habit'
      : null;
  return { first, second, labels, table, note, ...found };
}

function labelsOf(review: Review, cells: Cell[]): string[] {
  if (review.kind === 'PAIR') return [...PAIR_CHOICES];
  const options = optionsOf(review);
  if (options.length > 0) return options.map(({ label }) => label);
  const numbers = new Set(cells.map(({ one }) => Number(one)));
  return [...numbers].toSorted((one, other) => one - other).map(String);
}
