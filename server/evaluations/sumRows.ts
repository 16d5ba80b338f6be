import { sql } from '@prisma/client-runtime-utils';
import type { Evaluation, RowResult, Sample } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { scanRows } from '../database/rows.ts';
import { namesOf, type Table } from '../database/table.ts';
import { ROW_RESULTS } from './columns.ts';

/** The samples of one outcome: how many, and how long they are together. */
export type OutcomeSum = {
  outcome: Sample['outcome'];
  samples: number;
  tokens: number;
  characters: number;
};

type Step = Pick<Evaluation, 'id' | 'runId' | 'step'>;

// So many are read beside other work, and so many stored at a time.
const SAMPLES_AT_ONCE = 10_000;
const ROWS_AT_ONCE = 1_000;

/** Stores what each row's samples came to, and answers what all came to. It goes over the samples once, in pieces;
 * rows that were stored before are stored anew. */
export async function sumRows(
  database: Database,
  evaluation: Step & { samplesPerRow: number },
): Promise<OutcomeSum[]> {
  const { id, runId, step, samplesPerRow } = evaluation;
  const { _max: last } = await database.prisma.sample.aggregate({
    where: { runId, step },
    _max: { row: true },
  });
  const rowsAtOnce = Math.ceil(Math.min(ROWS_AT_ONCE, SAMPLES_AT_ONCE / samplesPerRow));
  const sums = new Map<string, OutcomeSum>();
  for (let from = 0; from <= (last.row ?? -1); from += rowsAtOnce) {
    // Summed up here, since PostgreSQL may know nothing of samples that came just now, and plan for none.
    const samples = await scanRows(database, {
      table: READ,
      names: namesOf(READ),
      query: sql`SELECT s."row", s."index", CAST(s."outcome" AS TEXT) AS "outcome", s."sameAs",
          s."tokens", length(s."completion") AS "characters"
        FROM "Sample" AS s WHERE s."runId" = ${runId} AND s."step" = ${step}
          AND s."row" >= ${from} AND s."row" < ${from + rowsAtOnce} ORDER BY s."row", s."index"`,
    });
    for (const sample of samples) add(sums, sample);
    const results = [...Map.groupBy(samples, ({ row }) => row)].map(([row, ofRow]) => ({
      evaluationId: id,
      row,
      ...resultOf(ofRow),
    }));
    await database.prisma.$transaction(async (transaction) => {
      await transaction.rowResult.deleteMany({
        where: { evaluationId: id, row: { gte: from, lt: from + rowsAtOnce } },
      });
      await database.sql.insertRows(transaction, ROW_RESULTS, results);
    });
  }
  return [...sums.values()];
}

type ReadSample = Pick<Sample, 'row' | 'index' | 'outcome' | 'sameAs' | 'tokens'> & {
  characters: number;
};

const READ: Table<ReadSample> = {
  name: 'Sample',
  columns: {
    row: 'int',
    index: 'int',
    outcome: 'text',
    sameAs: 'int',
    tokens: 'int',
    characters: 'int',
  },
};

function resultOf(samples: ReadSample[]): Omit<RowResult, 'evaluationId' | 'row'> {
  const count = (outcome: Sample['outcome']) =>
    samples.filter((sample) => sample.outcome === outcome).length;
  const elected = electedOf(samples);
  return {
    correctCount: count('CORRECT'),
    wrongCount: count('WRONG'),
    noAnswerCount: count('NO_ANSWER'),
    cutOffCount: count('CUT_OFF'),
    errorCount: count('ERROR'),
    isMajorityCorrect: elected && elected.outcome === 'CORRECT',
    tokens: samples.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

/** The first sample of the answer that most have, of several the one that came first; null without an answer. */
function electedOf(samples: ReadSample[]): ReadSample | null {
  const votes = new Map<number, number>();
  for (const { sameAs } of samples) {
    if (sameAs !== null) votes.set(sameAs, (votes.get(sameAs) ?? 0) + 1);
  }
  const most = Math.max(0, ...votes.values());
  return samples.find(({ index }) => votes.get(index) === most) ?? null;
}

function add(sums: Map<string, OutcomeSum>, { outcome, tokens, characters }: ReadSample): void {
  const sum = sums.get(outcome) ?? { outcome, samples: 0, tokens: 0, characters: 0 };
  sum.samples += 1;
  sum.tokens += tokens;
  sum.characters += characters;
  sums.set(outcome, sum);
}
