import { sql } from '@prisma/client-runtime-utils';
import type { Evaluation } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { accuracyOf } from '../statistics/accuracy.ts';
import { passAt, triesUpTo } from '../statistics/passAt.ts';
import { answeredRows, countRows, meanOver, type RowGroup } from '../statistics/rowGroups.ts';
import { visibleDifference } from '../statistics/visibleDifference.ts';
import type { OutcomeSum } from '../sumRows.ts';
import { verdictsOf } from '../verdicts.ts';
import { measureLengths } from './lengths.ts';
import { groupByMeta } from './metaGroups.ts';
import type { Numbers } from './numbers.ts';

/** The numbers of an evaluation whose samples are summed up by row. */
export async function computeNumbers(
  database: Database,
  {
    evaluation,
    samplesPerRow,
    sums,
  }: { evaluation: Evaluation; samplesPerRow: number; sums: OutcomeSum[] },
): Promise<Numbers> {
  const groups = await alikeRows(database, evaluation.id);
  const answered = answeredRows(groups);
  const accuracy = await accuracyOf(answered);
  // Of some there may be no sample that could be read.
  const askedRows = Math.ceil((evaluation.toldCount ?? 0) / samplesPerRow);
  const lostRows = Math.max(0, askedRows - countRows(groups));
  return {
    rows: countRows(answered),
    samplesPerRow,
    shortRows: countRows(groups.filter(({ samples }) => samples < samplesPerRow)) + lostRows,
    accuracy,
    solvedIn: triesUpTo(samplesPerRow).flatMap((tries) => {
      const enough = answered.filter(({ samples }) => samples >= tries);
      const rows = countRows(enough);
      return rows === 0
        ? []
        : [{ tries, value: meanOver(enough, (row) => passAt(tries, row)), rows }];
    }),
    majority: samplesPerRow > 1 && answered.length > 0 ? majorityOf(answered) : null,
    formatShare: shareOf(sums, ['CORRECT', 'WRONG']),
    cutOffShare: shareOf(sums, ['CUT_OFF']),
    ...measureLengths(sums),
    visibleDifference: visibleDifference({ rows: countRows(answered), samples: samplesPerRow }),
    expectedLossPerToken:
      evaluation.expectedLoss !== null && evaluation.expectedTokens
        ? evaluation.expectedLoss / evaluation.expectedTokens
        : null,
    groups: await groupByMeta(database, evaluation),
  };
}

type AlikeRows = RowGroup & { isMajorityCorrect: boolean };

function majorityOf(answered: AlikeRows[]): Numbers['majority'] {
  const value = meanOver(answered, ({ isMajorityCorrect }) => (isMajorityCorrect ? 1 : 0));
  return { value, rows: countRows(answered) };
}

/** The share of some outcomes among the samples that got a verdict. */
function shareOf(sums: OutcomeSum[], outcomes: string[]): number | null {
  const count = (isMeant: (outcome: string) => boolean) =>
    sums.reduce((total, { outcome, samples }) => total + (isMeant(outcome) ? samples : 0), 0);
  const verdicts = count((outcome) => outcome !== 'ERROR');
  return verdicts === 0 ? null : count((outcome) => outcomes.includes(outcome)) / verdicts;
}

/** How many rows have each number of verdicts and of correct ones: a handful, however many rows there are. */
async function alikeRows({ scan }: Database, evaluationId: string): Promise<AlikeRows[]> {
  const rows = await scan<Record<'rows' | 'samples' | 'correct' | 'elected', bigint | number>>(
    sql`SELECT count(*) AS "rows", ${verdictsOf('r')} AS "samples", r."correctCount" AS "correct",
        CASE WHEN r."isMajorityCorrect" THEN 1 ELSE 0 END AS "elected"
      FROM "RowResult" AS r WHERE r."evaluationId" = ${evaluationId} GROUP BY 2, 3, 4`,
  );
  return rows.map(({ rows: count, samples, correct, elected }) => ({
    rows: Number(count),
    samples: Number(samples),
    correct: Number(correct),
    isMajorityCorrect: Number(elected) === 1,
  }));
}
