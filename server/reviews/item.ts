import type { Review, ReviewItem, ReviewVerdict } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { sha256 } from '../traces/digest.ts';
import { optionsOf, PAIR_CHOICES } from './scale.ts';

/** An item as a reviewer sees it. */
export type SeenItem = {
  review: Review;
  position: number;
  step: number | null;
  /** Ids of the trace, or of those on the left and on the right. */
  traceIds: string[];
  /** What the reviewer said of it last; null where nothing yet. */
  verdict: SeenVerdict | null;
  previous: number | null;
  next: number | null;
};

export type SeenVerdict = {
  isSkipped: boolean;
  /** Which option, from 0, in the order in which the reviewer sees them; null where a number was written. */
  option: number | null;
  label: string | null;
  explanation: string | null;
};

/** An item of a review, its pair in the order that this reviewer sees; null where there is none, or no longer. */
export async function seeItem(
  { prisma }: Database,
  { review, position, reviewer }: { review: Review; position: number; reviewer: string },
): Promise<SeenItem | null> {
  const reviewId = review.id;
  const [item, verdict, before, after] = await Promise.all([
    prisma.reviewItem.findUnique({ where: { reviewId_position: { reviewId, position } } }),
    prisma.reviewVerdict.findUnique({
      where: { reviewId_reviewer_position: { reviewId, reviewer, position } },
    }),
    prisma.reviewItem.findFirst({
      where: { reviewId, position: { lt: position } },
      orderBy: { position: 'desc' },
      select: { position: true },
    }),
    prisma.reviewItem.findFirst({
      where: { reviewId, position: { gt: position } },
      orderBy: { position: 'asc' },
      select: { position: true },
    }),
  ]);
  if (!item) return null;
  const isTurned = isTurnedFor(item, reviewer);
  return {
    review,
    position,
    step: item.step,
    traceIds: shownIds(item, isTurned),
    verdict: verdict && seenVerdict(review, { verdict, isTurned }),
    previous: before?.position ?? null,
    next: after?.position ?? null,
  };
}

/** Whether a reviewer sees the second trace of a pair on the left: by a hash of who sees what, so that it is the same
 * each time, and tells nothing. */
export function isTurnedFor(
  { reviewId, position, otherId }: ReviewItem,
  reviewer: string,
): boolean {
  if (otherId === null) return false;
  return (
    Number.parseInt(sha256(JSON.stringify([reviewId, reviewer, position])).slice(0, 1), 16) % 2 ===
    1
  );
}

function shownIds({ traceId, otherId }: ReviewItem, isTurned: boolean): string[] {
  if (otherId === null) return [traceId];
  return isTurned ? [otherId, traceId] : [traceId, otherId];
}

function seenVerdict(
  review: Review,
  { verdict, isTurned }: { verdict: ReviewVerdict; isTurned: boolean },
): SeenVerdict {
  const { choice, explanation } = verdict;
  const options = optionsOf(review);
  const choices: (string | null)[] =
    review.kind === 'PAIR' ? [...PAIR_CHOICES] : options.map(({ label }) => label);
  const index = turned(choices.indexOf(choice), isTurned);
  return {
    isSkipped: choice === null,
    option: index < 0 ? null : index,
    label: options[index]?.label ?? choice,
    explanation,
  };
}

/** Left for first and right for second, the other way round where a pair is turned; a tie is one either way. */
export function turned(option: number, isTurned: boolean): number {
  return isTurned && (option === 0 || option === 1) ? 1 - option : option;
}
