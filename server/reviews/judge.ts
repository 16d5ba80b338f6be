import { z } from 'zod';
import type { Review, ReviewItem } from '../../prisma/generated/sqlite/client.ts';
import type { Database, DatabaseConnection } from '../database/open.ts';
import { NotFoundError, ValidationError } from '../errors.ts';
import { newId } from '../ids.ts';
import { shown } from '../parse.ts';
import { GIVEN } from '../scores/given.ts';
import { recordScores, type Verdict } from '../scores/record.ts';
import { reviewer } from './definition.ts';
import { getReview } from './get.ts';
import { isTurnedFor, turned } from './item.ts';
import { numberOption, type Option, optionsOf, PAIR_CHOICES, rangeOf } from './scale.ts';

const place = { reviewId: z.string(), position: z.int().min(0), reviewer };

export const judgeReviewItemInput = z.strictObject({
  ...place,
  option: z.int().min(0).nullish(),
  score: z.int().nullish(),
  explanation: GIVEN.explanation,
});

export const skipReviewItemInput = z.strictObject(place);

/** Keeps what a reviewer says of an item, in place of what they said before, as scores of its traces.
 * @throws NotFoundError; ValidationError when it is not on the scale */
export async function judgeReviewItem(
  database: Database,
  input: z.output<typeof judgeReviewItemInput>,
): Promise<Review> {
  const review = await getReview(database, input.reviewId);
  const said = saidOf(review, input);
  await database.prisma.$transaction(async (prisma) => {
    const connection = { prisma, sql: database.sql };
    const item = await getItem(connection, input);
    const { choice, verdicts } =
      review.kind === 'PAIR'
        ? pairVerdicts(item, { ...input, option: said.option, criteria: review.criteria })
        : {
            choice: said.label,
            verdicts: [
              {
                traceId: item.traceId,
                criteria: review.criteria,
                score: said.score,
                label: said.label,
                ...(item.step !== null && { step: item.step }),
              },
            ],
          };
    const explanation = input.explanation?.trim() || null;
    const details = { review: review.id, position: item.position };
    const scores = await recordScores(connection, {
      verdicts: verdicts.map((verdict) => ({
        ...verdict,
        details: { ...details, ...Object(verdict.details) },
        ...(explanation !== null && { explanation }),
      })),
      judged: { source: 'PERSON', judge: input.reviewer, version: null },
    });
    await keep(connection, input, {
      choice,
      explanation,
      scoreIds: scores.map(({ id }) => id),
    });
  });
  return review;
}

/** Passes an item over, which can be taken up again. An earlier verdict on it stays.
 * @throws NotFoundError */
export async function skipReviewItem(
  database: Database,
  input: z.output<typeof skipReviewItemInput>,
): Promise<Review> {
  const review = await getReview(database, input.reviewId);
  await database.prisma.$transaction(async (prisma) => {
    const connection = { prisma, sql: database.sql };
    const { reviewId, position, reviewer } = input;
    await getItem(connection, input);
    const key = { reviewId_reviewer_position: { reviewId, reviewer, position } };
    const said = await prisma.reviewVerdict.findUnique({ where: key });
    if (!said) await keep(connection, input, { choice: null, explanation: null, scoreIds: [] });
  });
  return review;
}

type Place = { reviewId: string; position: number; reviewer: string };

async function keep(
  { prisma }: DatabaseConnection,
  { reviewId, position, reviewer }: Place,
  said: { choice: string | null; explanation: string | null; scoreIds: string[] },
): Promise<void> {
  const data = { id: newId(), createdAt: new Date(), ...said };
  await prisma.reviewVerdict.upsert({
    where: { reviewId_reviewer_position: { reviewId, reviewer, position } },
    create: { reviewId, position, reviewer, ...data },
    update: data,
  });
}

async function getItem(
  { prisma }: DatabaseConnection,
  { reviewId, position }: Place,
): Promise<ReviewItem> {
  const item = await prisma.reviewItem.findUnique({
    where: { reviewId_position: { reviewId, position } },
  });
  if (!item)
    throw new NotFoundError(`The review ${reviewId} has no item ${position}, or no longer`);
  return item;
}

/** What is said, as one of the options or as a number of the range. */
function saidOf(
  review: Review,
  { option, score }: z.output<typeof judgeReviewItemInput>,
): Option & { option: number } {
  const range = rangeOf(review);
  if (range) {
    if (option == null && score != null && score >= range.min && score <= range.max) {
      return { ...numberOption(score), option: -1 };
    }
    throw refusal(
      'score',
      `Expected a \`score\` from ${range.min} to ${range.max}, got ${shown(score ?? undefined)}`,
    );
  }
  const options = optionsOf(review);
  const chosen = options[option ?? -1];
  if (chosen && option != null && score == null) return { ...chosen, option };
  const known = options.map(({ label }, index) => `${index} for ${label}`).join(', ');
  throw refusal(
    'option',
    `Expected an \`option\`, ${known}, and no \`score\`, got ${shown(option ?? undefined)}`,
  );
}

function refusal(field: string, message: string): ValidationError {
  return new ValidationError([{ path: ['input', field], message }]);
}

/** What a verdict on a pair says of each of the two, as they are stored: 1 for the better one, a half each for a tie. */
function pairVerdicts(
  item: ReviewItem,
  { reviewer, option, criteria }: { reviewer: string; option: number; criteria: string },
): { choice: string | null; verdicts: Verdict[] } {
  const choice = PAIR_CHOICES[turned(option, isTurnedFor(item, reviewer))] ?? 'TIE';
  const ids = [item.traceId, item.otherId ?? item.traceId];
  return {
    choice,
    verdicts: ids.map((traceId, index) => {
      const isBetter = PAIR_CHOICES.indexOf(choice) === index;
      return {
        traceId,
        criteria,
        score: choice === 'TIE' ? 0.5 : Number(isBetter),
        label: choice === 'TIE' ? 'tie' : isBetter ? 'better' : 'worse',
        details: { other: ids[1 - index] ?? null },
      };
    }),
  };
}
