import { sql } from '@prisma/client-runtime-utils';
import type { Judge } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { type Agreement, cohenKappa } from '../scores/agreement.ts';
import { WHOLE_TRACE } from '../traces/newestScore.ts';
import { definitionOf } from './definition.ts';
import { type Criterion, foldLabel, type Scale } from './rubric.ts';

/** On how many traces a judge is compared with people before it counts as calibrated. */
export const CALIBRATED_FROM = 20;

const MOST_STEPS = 11;
const BANDS = 5;

export type Calibration = {
  criteria: string;
  /** What people and the judge said, as verdicts are compared. */
  categories: string[];
  /** How often people said the one where the judge said the other; pairs that never came are left out. */
  confusion: { person: string; judge: string; count: number }[];
  agreement: Agreement;
  isCalibrated: boolean;
};

/** How a version of a judge agrees with people, by each criteria of its rubric: on every trace that both judged, by the
 * newest verdict of either. */
export function calibrate(database: Database, judge: Judge): Promise<Calibration[]> {
  return Promise.all(
    definitionOf(judge).rubric.map((criterion) => calibrateBy(database, { judge, criterion })),
  );
}

type Pair = {
  personScore: number;
  personLabel: string | null;
  judgeScore: number;
  judgeLabel: string | null;
};

async function calibrateBy(
  { scan }: Database,
  { judge: { name, version }, criterion }: { judge: Judge; criterion: Criterion },
): Promise<Calibration> {
  const { criteria, scale } = criterion;
  const of = sql`"criteria" = ${criteria} AND "step" = ${WHOLE_TRACE}`;
  // A later score has a greater id.
  const pairs = await scan<Pair>(sql`
    SELECT p."score" AS "personScore", p."label" AS "personLabel",
      j."score" AS "judgeScore", j."label" AS "judgeLabel"
    FROM (SELECT "traceId", max("id") AS id FROM "Score"
      WHERE "source" = 'PERSON' AND ${of} GROUP BY "traceId") AS person
    JOIN (SELECT "traceId", max("id") AS id FROM "Score"
      WHERE "source" = 'JUDGE' AND "judge" = ${name} AND "version" = ${String(version)} AND ${of}
      GROUP BY "traceId") AS judged ON judged."traceId" = person."traceId"
    JOIN "Score" AS p ON p."id" = person.id JOIN "Score" AS j ON j."id" = judged.id`);
  const verdicts = pairs.map((pair): [string, string] => [
    categoryOf(scale, { score: pair.personScore, label: pair.personLabel }),
    categoryOf(scale, { score: pair.judgeScore, label: pair.judgeLabel }),
  ]);
  const counts = Map.groupBy(verdicts, (pair) => JSON.stringify(pair));
  const agreement = cohenKappa(verdicts);
  return {
    criteria,
    categories: categoriesOf(scale, verdicts.flat()),
    confusion: [...counts.values()].flatMap((same) =>
      same[0] ? [{ person: same[0][0], judge: same[0][1], count: same.length }] : [],
    ),
    agreement,
    isCalibrated: agreement.n >= CALIBRATED_FROM && agreement.kappa !== null,
  };
}

/** A verdict as it is compared: its label; on a scale the nearest whole number, or one of five bands where the scale has
 * more than eleven whole numbers, or fewer than three. */
function categoryOf(
  scale: Scale,
  { score, label }: { score: number; label: string | null },
): string {
  if ('labels' in scale) {
    const found =
      scale.labels.find((each) => label !== null && foldLabel(each.label) === foldLabel(label)) ??
      scale.labels.find((each) => each.score === score);
    return found?.label ?? label ?? String(score);
  }
  const { min, max } = scale;
  if (isCounted(scale)) return String(Math.round(score));
  const band = Math.min(BANDS - 1, Math.max(0, Math.floor(((score - min) / (max - min)) * BANDS)));
  return bandName(scale, band);
}

function categoriesOf(scale: Scale, seen: string[]): string[] {
  const known =
    'labels' in scale
      ? scale.labels.map(({ label }) => label)
      : isCounted(scale)
        ? Array.from({ length: scale.max - scale.min + 1 }, (_, index) => String(scale.min + index))
        : Array.from({ length: BANDS }, (_, band) => bandName(scale, band));
  return [...new Set([...known, ...seen])];
}

function isCounted({ min, max }: { min: number; max: number }): boolean {
  const steps = max - min + 1;
  return Number.isInteger(min) && Number.isInteger(max) && steps > 2 && steps <= MOST_STEPS;
}

function bandName({ min, max }: { min: number; max: number }, band: number): string {
  const at = (index: number) => Number((min + ((max - min) * index) / BANDS).toPrecision(6));
  return `${at(band)} to ${at(band + 1)}`;
}
