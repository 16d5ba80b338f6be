import { raw, type Sql, sql } from '@prisma/client-runtime-utils';
import type { Evaluation, EvaluationRow, Sample } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { fittingPage } from '../samples/fitting.ts';
import { type MetaValue, metaCondition } from './metaCondition.ts';

export type RowFilter = {
  /** A sample of the question came to one of these. */
  outcomes?: Sample['outcome'][] | null | undefined;
  /** Its meta has a value at a path. */
  meta?: MetaValue | null | undefined;
};

/** A question with its samples, in their order. */
export type AnsweredRow = EvaluationRow & { samples: Sample[] };

export type RowPage = { rows: AnsweredRow[]; cursor: number | null };

type Step = Pick<Evaluation, 'runId' | 'step'>;
type Asked = { filter: RowFilter; after: number; first: number };

/** Questions of an evaluation after a line of its file, each with what the model answered; fewer where that is long. */
export async function rowPage(
  database: Pick<Database, 'prisma' | 'sql'>,
  evaluation: Step,
  asked: Asked,
): Promise<RowPage> {
  const { prisma } = database;
  const { runId, step } = evaluation;
  const found = await findPlaces(database, evaluation, asked);
  const places = await fittingPage(database, {
    where: sql`s."runId" = ${runId} AND s."step" = ${step}`,
    by: sql`s."row"`,
    keys: found.slice(0, asked.first),
  });
  const where = { runId, row: { in: places } };
  const rows = await prisma.evaluationRow.findMany({ where, orderBy: { row: 'asc' } });
  const samples = await prisma.sample.findMany({
    where: { ...where, step },
    orderBy: [{ row: 'asc' }, { index: 'asc' }],
  });
  const byRow = Map.groupBy(samples, ({ row }) => row);
  return {
    rows: rows.map((row) => ({ ...row, samples: byRow.get(row.row) ?? [] })),
    cursor: found.length > places.length ? (places.at(-1) ?? null) : null,
  };
}

/** The lines of a page's questions, and one more where there is one. */
async function findPlaces(
  { prisma, sql: dialect }: Pick<Database, 'prisma' | 'sql'>,
  evaluation: Step,
  { filter: { outcomes, meta }, after, first }: Asked,
): Promise<number[]> {
  const condition = meta == null ? null : metaCondition(dialect, meta);
  const queries = outcomes
    ? outcomes.map((outcome) => rowsOfOutcome(evaluation, { outcome, after, condition }))
    : [rowsAsked(evaluation, { after, condition })];
  const found = await Promise.all(
    queries.map((query) =>
      prisma.$queryRaw<{ row: number | bigint }[]>(sql`${query} LIMIT ${first + 1}`),
    ),
  );
  const rows = new Set(found.flat().map(({ row }) => Number(row)));
  return [...rows].sort((a, b) => a - b).slice(0, first + 1);
}

/** The questions in their order, each looked at for a sample: those that were left out have none. */
function rowsAsked(
  { runId, step }: Step,
  { after, condition }: { after: number; condition: Sql | null },
): Sql {
  return sql`SELECT q."row" AS "row" FROM "EvaluationRow" AS q WHERE q."runId" = ${runId}
    AND q."row" > ${after} ${condition ? sql`AND ${condition}` : sql``} AND EXISTS (
      SELECT 1 FROM "Sample" AS s
      WHERE s."runId" = ${runId} AND s."step" = ${step} AND s."row" = q."row")
    ORDER BY q."row"`;
}

/** The questions with a sample of an outcome, each found by one look into the index, however many samples it has. */
function rowsOfOutcome(
  { runId, step }: Step,
  {
    outcome,
    after,
    condition,
  }: { outcome: Sample['outcome']; after: number; condition: Sql | null },
): Sql {
  const next = (place: Sql) => sql`(SELECT min(s."row") FROM "Sample" AS s ${
    condition
      ? sql`JOIN "EvaluationRow" AS q ON q."runId" = s."runId" AND q."row" = s."row" AND ${condition}`
      : sql``
  } WHERE s."runId" = ${runId} AND s."step" = ${step} AND s."outcome" = ${raw(`'${outcome}'`)}
    AND s."row" > ${place})`;
  return sql`WITH RECURSIVE found("row") AS (
      SELECT ${next(sql`${after}`)} UNION ALL
      SELECT ${next(sql`found."row"`)} FROM found WHERE found."row" IS NOT NULL
    ) SELECT "row" FROM found WHERE "row" IS NOT NULL`;
}
