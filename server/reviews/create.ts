import type { Review } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { EmptySelectionError } from '../errors.ts';
import { newId } from '../ids.ts';
import { lockTraces } from '../scores/lockTraces.ts';
import { REVIEW_ITEMS } from './columns.ts';
import type { ReviewDefinition } from './definition.ts';
import { findMembers } from './members.ts';

/** Makes a review of what there is now; traces that come later are not part of it.
 * @throws EmptySelectionError when there is nothing to judge */
export async function createReview(
  database: Database,
  definition: ReviewDefinition,
  signal?: AbortSignal | undefined,
): Promise<Review> {
  const found = await findMembers(database, definition, signal);
  const { name, filter, kind, criteria, labels, range, order, seed } = definition;
  return database.prisma.$transaction(async (prisma) => {
    const ids = found.flatMap(({ traceId, otherId }) => [traceId, ...(otherId ? [otherId] : [])]);
    const stored = await lockTraces({ prisma, sql: database.sql }, [...new Set(ids)]);
    const members = found.filter(
      ({ traceId, otherId }) => stored.has(traceId) && (otherId === null || stored.has(otherId)),
    );
    if (members.length === 0) throw new EmptySelectionError(NOTHING[kind]);
    const review = await prisma.review.create({
      data: {
        id: newId(),
        createdAt: new Date(),
        name,
        filter: JSON.parse(JSON.stringify(filter ?? {})),
        kind,
        criteria,
        ...(labels && { scale: { labels } }),
        ...(range && { scale: range }),
        order,
        seed,
        itemCount: members.length,
      },
    });
    const items = members.map((member, position) => ({ reviewId: review.id, position, ...member }));
    await database.sql.insertRows(prisma, REVIEW_ITEMS, items);
    return review;
  });
}

const NOTHING = {
  TRACE: 'No trace passes the filter, so there is nothing to judge. Loosen the filter.',
  STEP: 'No trace that passes the filter has steps, so there is nothing to judge. Loosen the filter.',
  PAIR: 'No two different traces that pass the filter have the same prompt, so there are no pairs. Loosen the filter.',
};
